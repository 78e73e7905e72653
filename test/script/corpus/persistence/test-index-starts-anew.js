/* { "before": ["pm.test('a', () => {}); tests.b = true"] } */
pm.test('first', () => {})
console.log(pm.test.index())
