/* { "environment": { "a": 1, "b": "x" } } */
console.log({ ...environment }, JSON.stringify(environment), Object.entries(environment), _.keys(environment))
