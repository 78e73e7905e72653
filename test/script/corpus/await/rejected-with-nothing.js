/* { "dialects": ["postman"] } */
await Promise.reject()
