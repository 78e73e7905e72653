const { test, expect } = pm
test('taken off', () => { expect(1).to.equal(1) })
test('fails', () => { expect(1).to.equal(2) })
