/* { "globals": { "v": "g", "g": 1 }, "environment": { "v": "e" }, "data": { "d": 1 }, "local": { "l": 2 } } */
console.log(pm.environment.toObject(), pm.globals.toObject(), pm.variables.toObject())
console.log(pm.iterationData.toObject(), pm.collectionVariables.toObject())
