/* { "dialects": ["postman"] } */
pm.sendRequest('https://api.test/', async () => { throw new Error('async') })
