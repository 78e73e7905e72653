/* { "environment": { "a": 1 } } */
delete environment.a
console.log(environment.a, pm.environment.get('a'))
