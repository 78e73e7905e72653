pm.test('rejected', () => Promise.reject(new Error('no')))
