pm.test('async fails', async () => {
  await new Promise((resolve) => setTimeout(resolve, 3))
  pm.expect(1).to.equal(2)
})
