/* { "dialects": ["newman"] } */
console.log(typeof pm.vault, 'vault' in pm)
pm.vault.get('x')
