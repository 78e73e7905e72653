/* { "environment": { "a": "", "n": null }, "globals": { "g": 1 }, "data": { "row": 1 } } */
console.log(pm.environment.has('a'), pm.environment.has('n'), pm.environment.has('g'), pm.variables.has('g'), pm.variables.has('row'), pm.variables.has('a'))
