/* { "names": { "environment": "dev", "globals": "world" } } */
console.log(pm.environment.name, pm.globals.name, pm.collectionVariables.name, pm.environment.id)
