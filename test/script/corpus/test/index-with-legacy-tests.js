tests['first'] = true
pm.test('second', () => {})
tests['third'] = 0
console.log(pm.test.index())
