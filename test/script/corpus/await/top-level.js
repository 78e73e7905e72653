/* { "dialects": ["postman"] } */
const value = await Promise.resolve(5)
console.log(value, await 6)
