pm.test('t', () => {
  console.log('one')
  pm.expect(1).to.equal(2)
  console.log('never')
})
