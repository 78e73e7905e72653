const tv = require('tv4'), bb = require('backbone')
console.log(tv.validate(5, { type: 'string' }), tv.error.message, typeof bb.Model, bb.VERSION)
