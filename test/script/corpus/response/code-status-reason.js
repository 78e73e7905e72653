/* { "response": { "code": 404, "status": "Not Here", "json": {} } } */
console.log(pm.response.code, pm.response.status, pm.response.reason(), typeof pm.response.code)
console.log(pm.response.details())
