/* { "response": { "code": 418, "status": "", "json": {} } } */
console.log(JSON.stringify(pm.response.status), pm.response.reason(), pm.response.details().name)
