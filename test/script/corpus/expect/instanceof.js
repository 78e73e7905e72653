class A {}
pm.test('instance', () => pm.expect(new A()).to.be.an.instanceof(A))
pm.test('no instance', () => pm.expect({}).to.be.an.instanceOf(A))
pm.test('array', () => pm.expect([]).to.be.instanceof(Array))
pm.test('error', () => pm.expect(new TypeError('x')).to.be.instanceof(Error))
pm.test('not a constructor', () => pm.expect({}).to.be.instanceof('A'))
pm.test('parsed JSON', () => pm.expect(pm.response.json()).to.be.instanceof(Object))
