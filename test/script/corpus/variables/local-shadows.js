/* { "environment": { "v": "e" } } */
pm.variables.set('v', 'local')
console.log(pm.variables.get('v'), pm.environment.get('v'))
pm.variables.unset('v')
console.log(pm.variables.get('v'))
