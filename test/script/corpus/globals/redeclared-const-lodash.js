const _ = require('lodash')
console.log(_.VERSION)
