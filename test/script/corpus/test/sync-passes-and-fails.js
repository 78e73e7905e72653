pm.test('passes', () => {})
pm.test('fails', () => { pm.expect(1).to.equal(2) })
pm.test('goes on after a failure', () => { pm.expect('a').to.equal('a') })
