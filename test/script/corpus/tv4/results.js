const result = tv4.validateMultiple({ a: 1, b: 'x' }, { properties: { a: { type: 'string' }, b: { type: 'number' } } })
console.log(result.valid, result.errors.map(({ message, dataPath }) => [message, dataPath]))
console.log(tv4.validateResult(5, { type: 'string' }).error.message, Object.keys(tv4).length > 5)
