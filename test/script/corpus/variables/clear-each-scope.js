/* { "globals": { "g": 1 }, "collection": { "c": 1 }, "local": { "l": 1 } } */
pm.globals.clear()
pm.collectionVariables.clear()
pm.variables.clear()
console.log(pm.variables.toObject(), pm.variables.get('g'), pm.variables.has('l'))
