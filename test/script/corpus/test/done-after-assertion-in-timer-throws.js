pm.test('assertion in a timer', (done) => {
  setTimeout(() => {
    pm.expect(1).to.equal(2)
    done()
  }, 2)
})
