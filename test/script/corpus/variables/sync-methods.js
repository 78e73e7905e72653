/* { "environment": { "a": 1 } } */
console.log(typeof pm.environment.syncVariablesTo, pm.environment.syncVariablesTo({ b: 2 }), typeof pm.environment.variables)
pm.environment.syncVariablesFrom({ a: 2, c: 3 })
console.log(pm.environment.toObject())
