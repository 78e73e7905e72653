Promise.resolve().then(() => pm.test('in then', () => { pm.expect(1).to.equal(1) }))
pm.test('first', () => {})
