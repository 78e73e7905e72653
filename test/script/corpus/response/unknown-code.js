/* { "response": { "code": 299, "status": "", "json": {} } } */
console.log(pm.response.status, pm.response.reason(), pm.response.details())
