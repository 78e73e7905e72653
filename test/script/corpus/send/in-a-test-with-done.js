/* { "answers": [{ "to": "", "json": { "n": 1 } }] } */
pm.test('later', (done) => {
  pm.sendRequest('https://api.test/', (error, response) => {
    try { pm.expect(response.json().n).to.equal(2); done() } catch (problem) { done(problem) }
  })
})
