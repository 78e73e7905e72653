const schema = { type: 'object', required: ['id', 'email'], properties: { id: { type: 'string' } } }
pm.test('valid', () => pm.response.to.have.jsonSchema({ type: 'object', required: ['id'] }))
pm.test('invalid', () => pm.response.to.have.jsonSchema(schema))
pm.test('all errors', () => pm.response.to.have.jsonSchema(schema, { allErrors: true }))
pm.test('not', () => pm.response.to.not.have.jsonSchema({ type: 'object' }))
pm.test('not valid', () => pm.response.to.not.have.jsonSchema({ type: 'array' }))
pm.test('nested', () => pm.response.to.have.jsonSchema({ properties: { tags: { items: { type: 'number' } } } }))
pm.test('no schema', () => pm.response.to.have.jsonSchema())
