/* { "dialects": ["postman"] } */
const result = pm.sendRequest('https://api.test/', 'no function')
console.log(typeof result.then, (await result).code)
