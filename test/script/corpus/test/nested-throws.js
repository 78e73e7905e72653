pm.test('outer', () => {
  pm.test('inner', () => {})
  throw new Error('outer')
})
