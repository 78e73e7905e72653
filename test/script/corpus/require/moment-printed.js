const moment = require('moment')
console.log(moment.utc(0), moment.duration(5))
