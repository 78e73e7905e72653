/* { "answers": [{ "to": "down.test", "error": { "name": "Error", "message": "connect ECONNREFUSED 127.0.0.1:1", "code": "ECONNREFUSED" } }] } */
pm.sendRequest('https://down.test/', (error) => console.log(Boolean(error), error.message, error.code))
