pm.test('json', () => pm.response.to.be.json)
pm.test('not json', () => pm.response.to.not.be.json)
