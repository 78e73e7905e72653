pm.test('passes', () => {})
throw new Error('after')
