pm.test('both', async (done) => {
  await null
  pm.expect(2).to.equal(2)
  done()
})
