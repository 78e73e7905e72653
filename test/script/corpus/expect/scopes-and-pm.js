/* { "dialects": ["newman"], "environment": { "a": 1 }, "names": { "environment": "Env" } } */
pm.test('no property', () => pm.expect(pm.environment).to.have.property('a'))
pm.test('not empty', () => pm.expect(pm.environment).to.be.empty)
pm.test('not equal', () => pm.expect(pm.globals).to.eql({}))
pm.test('local', () => pm.expect(pm.variables).to.equal(1))
pm.test('row', () => pm.expect(pm.iterationData).to.equal(1))
pm.test('pm', () => pm.expect(pm).to.have.property('data'))
pm.test('execution', () => pm.expect(pm.execution).to.equal(1))
pm.test('functions', () => pm.expect([pm.test, pm.sendRequest]).to.equal(1))
