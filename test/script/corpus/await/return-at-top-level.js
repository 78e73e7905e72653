/* { "dialects": ["postman"] } */
await null
return
console.log('never')
