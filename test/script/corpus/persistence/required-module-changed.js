/* { "before": ["require('lodash').mine = 1; _.yours = 2; require('chai').config.truncateThreshold = 0"] } */
console.log(require('lodash').mine, _.yours, require('chai').config.truncateThreshold, require('moment').mine)
