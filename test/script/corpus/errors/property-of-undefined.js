const body = pm.response.json()
console.log(body.missing)
console.log(body.missing.deeper)
