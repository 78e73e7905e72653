pm.test('throws', (done) => { throw new Error('before done') })
pm.test('throws, then done', (done) => { setTimeout(() => done(), 2); throw new Error('at once') })
