const Ajv = require('ajv')
const ajv = new Ajv({ logger: console, coerceTypes: true, useDefaults: true })
ajv.addKeyword('even', { validate: (on, value) => (value % 2 === 0) === on })
const value = { n: '4' }
console.log(ajv.validate({ properties: { n: { type: 'number', even: true }, d: { default: 'x' } } }, value), value)
ajv.addFormat('short', /^.{1,3}$/)
console.log(ajv.validate({ format: 'short' }, 'long text'), ajv.errors[0].message)
