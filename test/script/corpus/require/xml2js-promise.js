const xml2js = require('xml2js')
console.log(typeof xml2js.parseStringPromise)
