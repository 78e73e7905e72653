pm.test('fail', () => { pm.expect.fail() })
pm.test('fail with a message', () => { pm.expect.fail('told so') })
pm.test('fail with values', () => { pm.expect.fail(1, 2) })
pm.test('fail with values and message', () => { pm.expect.fail(1, 2, 'not two', '>') })
