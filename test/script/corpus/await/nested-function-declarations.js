/* { "dialects": ["postman"] } */
console.log(await early())
async function early() { return 'hoisted' }
