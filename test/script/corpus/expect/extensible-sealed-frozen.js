pm.test('frozen', () => pm.expect(Object.freeze({})).to.be.frozen)
pm.test('sealed', () => pm.expect({}).to.be.sealed)
pm.test('extensible', () => pm.expect(Object.freeze({})).to.be.extensible)
pm.test('arguments', () => { (function () { pm.expect(arguments).to.be.arguments })() })
