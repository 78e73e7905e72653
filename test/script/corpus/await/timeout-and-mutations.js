/* { "dialects": ["postman"] } */
pm.environment.set('a', 1)
await new Promise((resolve) => setTimeout(resolve, 4))
pm.environment.set('b', 2)
pm.test('after the wait', () => {})
