/* { "dialects": ["postman"] } */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
console.log('a')
await sleep(3)
console.log('b')
await sleep(1)
console.log('c')
