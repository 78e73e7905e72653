pm.sendRequest('https://api.test/', (error, response) => {
  pm.test('chai-postman', () => pm.expect(response).to.have.status(201))
  console.log(typeof response.to)
})
