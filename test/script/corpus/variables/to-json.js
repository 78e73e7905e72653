/* { "environment": [{ "key": "a", "value": "1", "type": "default" }, { "key": "s", "value": "x", "type": "secret" }], "names": { "environment": "dev" } } */
console.log(JSON.parse(JSON.stringify(pm.environment)))
console.log(pm.environment)
