/* { "environment": { "a": "1" }, "globals": { "g": "1" } } */
postman.setEnvironmentVariable('a', 2)
console.log(pm.environment.get('a'), environment.a)
pm.environment.set('a', 3)
console.log(postman.getEnvironmentVariable('a'), environment.a)
