/* { "environment": { "o": { "a": 1 } } } */
pm.environment.get('o').a = 2
console.log(pm.environment.get('o').a)
