/* { "before": ["pm.environment.set('a', 2); pm.variables.set('l', 1)"], "environment": { "a": 1 } } */
console.log(pm.environment.get('a'), pm.variables.get('l'))
