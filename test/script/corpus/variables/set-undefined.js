/* { "environment": { "old": "x" } } */
pm.environment.set('fresh', undefined)
pm.environment.set('old', undefined)
pm.environment.set('one')
console.log(pm.environment.has('fresh'), pm.environment.get('fresh'), pm.environment.get('old'), pm.environment.toObject())
