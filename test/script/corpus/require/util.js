const util = require('util')
console.log(util.inspect({ a: { b: [1] } }), util.isArray([]), typeof util.promisify, typeof util.inherits, util.types ? 'types' : 'none')
