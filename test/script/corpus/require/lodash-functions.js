var lodash = require('lodash')
console.log(lodash.groupBy([1.2, 1.8, 2.1], Math.floor), lodash.uniqBy([{ a: 1 }, { a: 1 }], 'a'), typeof lodash.debounce, lodash.merge({ a: { b: 1 } }, { a: { c: 2 } }))
console.log(lodash.range(3), lodash.zipObject(['a'], [1]), lodash.pick({ a: 1, b: 2 }, 'a'), lodash.padStart('5', 3, '0'), lodash.sumBy([{ n: 1 }, { n: 2 }], 'n'))
