const check = (name, value) => {
  for (const word of ['true', 'false', 'null', 'undefined', 'ok', 'exist', 'NaN', 'empty']) {
    pm.test(`${name} ${word}`, () => pm.expect(value).to.be[word])
  }
}
check('true', true)
check('zero', 0)
check('empty text', '')
check('null', null)
check('undefined', undefined)
check('NaN', NaN)
check('object', {})
