/* { "dialects": ["postman"], "vault": { "key": "secret" } } */
console.log(await pm.vault.get('key'), await pm.vault.get('missing'))
pm.vault.get('key').then((value) => console.log('then', value))
