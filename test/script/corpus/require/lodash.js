/* { "dialects": ["postman"] } */
const _ = require('lodash')
console.log(_.VERSION, _.chunk([1, 2, 3], 2), _.get({ a: [{ b: 1 }] }, 'a[0].b'), _.camelCase('Foo Bar'), _.isEqual({ a: 1 }, { a: 1 }))
console.log(_.template('hi <%= name %>')({ name: 'Ada' }), _.sortBy([{ a: 2 }, { a: 1 }], 'a'), typeof _.chain([1]).map)
