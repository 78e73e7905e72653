pm.test('unknown property', () => pm.expect(1).to.be.funky)
pm.test('unknown assertion', () => pm.expect(1).to.bequal(1))
pm.test('called property', () => pm.expect(true).to.be.true())
pm.test('assertion not called', () => pm.expect(1).to.equal)
