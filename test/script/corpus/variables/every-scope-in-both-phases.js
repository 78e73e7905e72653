/* { "phase": "prerequest", "environment": { "e": 1 }, "collection": { "c": 1 } } */
pm.environment.set('e', 2)
pm.collectionVariables.set('c', 2)
pm.collectionVariables.unset('c')
pm.globals.set('g', 2)
pm.variables.set('l', 2)
