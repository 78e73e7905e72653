pm.test('before', () => {})
if (pm.response.code === 200) return
pm.test('after', () => {})
