pm.test('never', (done) => {})
console.log(pm.test.index())
