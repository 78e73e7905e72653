/* { "dialects": ["postman"] } */
console.log(await Promise.allSettled([1, Promise.reject(new Error('r'))]))
