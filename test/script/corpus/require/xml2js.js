const xml2js = require('xml2js')
xml2js.parseString('<root a="1"><item>x</item><item>y</item><empty/></root>', (error, result) => console.log(error, result))
xml2js.parseString('<broken', (error, result) => console.log(error && error.message.split('\n')[0], result))
console.log(new xml2js.Builder({ headless: true }).buildObject({ root: { a: 1 } }), Object.keys(xml2js).sort())
