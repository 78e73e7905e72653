pm.test('one', () => {}).test('two', () => { throw new Error('two') }).test.skip('three')
console.log(pm.test('four') === pm, pm.test.skip('five') === pm)
