pm.sendRequest('https://api.test/', (error, response) => {
  pm.test('in the callback', () => {
    pm.expect(error).to.equal(null)
    pm.expect(response).to.have.property('code', 404)
  })
})
