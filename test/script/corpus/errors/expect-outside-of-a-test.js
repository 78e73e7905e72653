pm.expect(pm.response.code).to.equal(404)
pm.test('never', () => {})
