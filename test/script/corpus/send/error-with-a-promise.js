/* { "dialects": ["postman"], "answers": [{ "to": "down.test", "error": { "name": "Error", "message": "connect ECONNREFUSED 127.0.0.1:1", "code": "ECONNREFUSED" } }] } */
try { await pm.sendRequest('https://down.test/') } catch (error) { console.log(error.message, error.code) }
pm.sendRequest('https://down.test/').catch((error) => console.log('caught', error.message))
