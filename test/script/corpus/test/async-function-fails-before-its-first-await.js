pm.test('fails at once', async () => { pm.expect(1).to.equal(2) })
