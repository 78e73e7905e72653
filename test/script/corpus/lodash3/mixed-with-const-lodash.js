const lodash = require('lodash')
console.log(_ === lodash, _.VERSION === lodash.VERSION, _.each([1], () => {}), typeof _.noConflict)
