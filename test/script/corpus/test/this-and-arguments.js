pm.test('this', function () { console.log(typeof this, arguments.length) })
pm.test('default parameter', (done = 1) => { console.log(done) })
pm.test('rest', (...rest) => { console.log(rest.length) })
