const json = require('json')
console.log(typeof json.parse, json.parse('{"a":1}'))
