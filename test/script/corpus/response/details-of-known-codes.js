/* { "response": { "code": 201, "status": "Created", "json": {} } } */
console.log(pm.response.details(), responseCode.name, responseCode.detail)
