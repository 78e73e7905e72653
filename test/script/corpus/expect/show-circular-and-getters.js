const circular = { name: 'c' }
circular.self = circular
pm.test('circular', () => pm.expect(circular).to.equal(1))
pm.test('getter', () => pm.expect({ get a() { return 1 } }).to.equal(1))
pm.test('equal circulars', () => { const other = { name: 'c' }; other.self = other; pm.expect(circular).to.eql(other) })
