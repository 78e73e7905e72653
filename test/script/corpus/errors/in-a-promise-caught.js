Promise.reject(new Error('x')).catch((error) => console.log('caught', error.message))
