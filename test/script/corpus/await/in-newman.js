/* { "dialects": ["newman"] } */
console.log('before')
const value = await Promise.resolve(5)
