pm.test('generator', function* () { throw new Error('never reached') })
