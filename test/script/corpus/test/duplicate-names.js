pm.test('same', () => {})
pm.test('same', () => { throw new Error('other') })
pm.test('same')
