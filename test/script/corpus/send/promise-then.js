/* { "dialects": ["postman"] } */
const promise = pm.sendRequest('https://api.test/')
console.log(typeof promise.then, promise instanceof Promise)
promise.then((response) => response.json()).then((body) => console.log(body)).finally(() => console.log('finally'))
