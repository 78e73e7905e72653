/* { "environment": { "a": "old" } } */
pm.environment.set('a', 1)
pm.environment.set('a', 2)
pm.environment.set('b', 1)
pm.environment.set('b', 'x')
console.log(pm.environment.get('a'), pm.environment.get('b'))
