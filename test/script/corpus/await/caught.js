/* { "dialects": ["postman"] } */
try { await Promise.reject(new Error('x')) } catch (error) { console.log(error.message) }
console.log('goes on')
