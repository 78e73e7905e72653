const Ajv = require('ajv')
const validate = new Ajv().compile({ $async: true, type: 'string' })
validate('x').then((value) => console.log('valid', value))
validate(5).catch((error) => console.log(error.message, error.errors.length))
