/* { "dialects": ["postman"] } */
const rejected = Promise.reject(new Error('late'))
setTimeout(() => rejected.catch((error) => console.log('caught', error.message)), 4)
