/* { "dialects": ["postman"] } */
Promise.resolve().then(() => { throw new Error('in then') })
console.log('sync')
