/* { "environment": { "a": 1 } } */
pm.environment = { a: 2 }
console.log(pm.environment.get('a'))
pm.environment.a = 5
console.log(pm.environment.a, pm.environment.get('a'))
