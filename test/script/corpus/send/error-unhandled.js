/* { "dialects": ["postman"], "answers": [{ "to": "down.test", "error": { "name": "Error", "message": "connect ECONNREFUSED 127.0.0.1:1", "code": "ECONNREFUSED" } }] } */
const response = await pm.sendRequest('https://down.test/')
console.log('never', response)
