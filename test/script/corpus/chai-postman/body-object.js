pm.test('object', () => pm.response.to.have.body({ id: 7, name: 'Ada', tags: ['a', 'b'] }))
pm.test('part', () => pm.response.to.have.body({ id: 7 }))
