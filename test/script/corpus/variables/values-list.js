/* { "environment": { "a": 1, "b": "x" } } */
console.log(pm.environment.values.count(), pm.environment.values.map((variable) => [variable.key, variable.value, variable.type]))
pm.environment.values.each((variable) => console.log(variable.key, variable.get(), variable.toJSON()))
pm.environment.values.add({ key: 'c', value: 3 })
console.log(pm.environment.get('c'), pm.environment.values.has('c'))
