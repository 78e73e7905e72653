pm.test('passes', () => pm.expect(10n).to.equal(10n))
pm.test('fails', () => pm.expect(10n).to.equal(11n))
pm.test('never runs', () => {})
