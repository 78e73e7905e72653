/* { "environment": { "a": "1", "b": "2" }, "globals": { "g": "1" } } */
postman.clearEnvironmentVariables()
postman.clearGlobalVariables()
console.log(Object.keys(environment), pm.environment.toObject(), pm.globals.toObject())
