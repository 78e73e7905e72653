/* { "dialects": ["postman"], "answers": [{ "to": "", "json": { "n": 1 } }] } */
pm.test('async', async () => {
  const response = await pm.sendRequest('https://api.test/')
  pm.expect(response).to.have.property('code', 200)
  pm.expect(response.json().n).to.equal(1)
})
