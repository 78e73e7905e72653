const schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } } }
console.log(tv4.validate({ id: 'x' }, schema), tv4.error, tv4.missing)
console.log(tv4.validate(pm.response.json(), schema), tv4.error.message, tv4.error.dataPath, tv4.error.code)
pm.test('schema', () => pm.expect(tv4.validate(pm.response.json(), schema)).to.be.true)
