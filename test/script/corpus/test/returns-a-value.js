pm.test('false', () => false)
pm.test('error', () => new Error('returned'))
pm.test('zero', () => 0)
