setTimeout(() => { pm.test('in a timer', () => {}) }, 2)
pm.test('first', () => {})
