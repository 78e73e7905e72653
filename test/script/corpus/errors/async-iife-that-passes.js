(async () => {
  await null
  console.log('inside')
  pm.test('in the iife', () => pm.expect(1).to.equal(2))
})()
console.log('outside')
