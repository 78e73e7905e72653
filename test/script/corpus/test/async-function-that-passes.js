pm.test('async', async () => {
  await new Promise((resolve) => setTimeout(resolve, 3))
  pm.expect(1).to.equal(1)
})
console.log('index', pm.test.index())
