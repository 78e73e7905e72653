pm.test('null', () => { throw null })
pm.test('undefined', () => { throw undefined })
pm.test('zero', () => { throw 0 })
pm.test('empty', () => { throw '' })
