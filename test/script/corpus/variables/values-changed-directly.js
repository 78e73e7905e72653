/* { "environment": { "a": 1 } } */
pm.environment.values.one('a').value = 9
console.log(pm.environment.get('a'))
