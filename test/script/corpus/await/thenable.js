/* { "dialects": ["postman"] } */
console.log(await { then(resolve) { resolve('thenable') } })
