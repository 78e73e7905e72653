/* { "environment": { "a": 1, "b": 2 }, "globals": { "g": 1 } } */
pm.environment.clear()
pm.environment.set('c', 3)
console.log(pm.environment.toObject(), pm.globals.toObject(), pm.variables.get('a'))
