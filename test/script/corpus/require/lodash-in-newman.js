/* { "dialects": ["newman"] } */
var lodash = require('lodash')
console.log(lodash.VERSION, lodash.chunk([1, 2, 3], 2), lodash.get({ a: [{ b: 1 }] }, 'a[0].b'))
