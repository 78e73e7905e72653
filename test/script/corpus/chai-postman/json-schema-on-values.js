pm.test('object', () => pm.expect({ a: 1 }).to.have.jsonSchema({ properties: { a: { type: 'string' } } }))
pm.test('array', () => pm.expect([1]).to.have.jsonSchema({ type: 'array' }))
pm.test('jsonBody on an object', () => pm.expect({ a: 1 }).to.have.jsonBody('a'))
