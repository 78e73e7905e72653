/* { "environment": { "a": 1 } } */
console.log(environment)
