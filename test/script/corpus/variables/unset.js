/* { "environment": { "a": 1, "b": 2 }, "globals": { "a": 9 } } */
pm.environment.unset('a')
pm.environment.unset('never')
console.log(pm.environment.has('a'), pm.environment.get('a'), pm.variables.get('a'), pm.environment.toObject())
