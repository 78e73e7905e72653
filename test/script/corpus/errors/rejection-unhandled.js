/* { "dialects": ["postman"] } */
Promise.reject(new TypeError('unhandled'))
pm.environment.set('a', 1)
