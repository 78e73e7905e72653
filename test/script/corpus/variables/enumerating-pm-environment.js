/* { "environment": { "a": 1 } } */
console.log(Object.keys(pm.environment).sort(), Object.getOwnPropertyNames(Object.getPrototypeOf(pm.environment)).sort())
