/* { "dialects": ["postman"] } */
Promise.reject('text')
