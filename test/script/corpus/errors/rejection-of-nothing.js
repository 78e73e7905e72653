/* { "dialects": ["postman"] } */
Promise.reject()
