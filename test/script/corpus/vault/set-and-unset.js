/* { "dialects": ["postman"], "vault": { "old": "1" } } */
await pm.vault.set('fresh', 'value')
console.log(await pm.vault.get('fresh'))
console.log(await pm.vault.unset('old'), await pm.vault.get('old'))
