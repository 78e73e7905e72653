tv4.addFormat('even', (n) => (n % 2 === 0 ? null : 'must be even'))
console.log(tv4.validate(3, { format: 'even' }), tv4.error.message)
tv4.addSchema('http://x.test/s', { type: 'string' })
console.log(tv4.validate(5, { $ref: 'http://x.test/s' }), tv4.validate(5, { $ref: 'http://x.test/unknown' }), tv4.missing)
