setTimeout(() => {
  pm.test('late', () => pm.expect(1).to.equal(2))
  pm.environment.set('late', true)
}, 4)
