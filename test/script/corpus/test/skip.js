pm.test.skip('skipped', () => { throw new Error('never runs') })
pm.test('not skipped', () => {})
console.log(pm.test.index())
