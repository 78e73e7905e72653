const box = { n: 1 }
pm.test('change', () => pm.expect(() => { box.n += 1 }).to.change(box, 'n'))
pm.test('change by', () => pm.expect(() => { box.n += 1 }).to.change(box, 'n').by(2))
pm.test('increase', () => pm.expect(() => {}).to.increase(box, 'n'))
pm.test('decrease', () => pm.expect(() => { box.n -= 1 }).to.decrease(box, 'n').by(1))
