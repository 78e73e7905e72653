/* { "dialects": ["postman"], "answers": [{ "to": "/1", "json": 1 }, { "to": "/2", "json": 2 }] } */
const [a, b] = await Promise.all([pm.sendRequest('https://api.test/1'), pm.sendRequest('https://api.test/2')])
console.log(a.json() + b.json())
