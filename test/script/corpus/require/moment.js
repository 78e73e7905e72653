const moment = require('moment')
console.log(moment.version, moment.utc(0).format('YYYY-MM-DD HH:mm:ss'), moment.utc('2020-02-28').add(2, 'days').format('L'), moment('nope').isValid())
console.log(moment.utc('2020-01-01').diff(moment.utc('2019-01-01'), 'days'), moment.duration(90, 'minutes').humanize(), moment.utc(0).toISOString(), moment.locale())
