/* { "jar": [["https://api.test/", "sid=1; Path=/"]] } */
pm.test('cookie', (done) => {
  pm.cookies.jar().get('https://api.test/', 'sid', (error, value) => {
    try { pm.expect(value).to.equal('2'); done() } catch (problem) { done(problem) }
  })
})
