const sdk = require('postman-collection')
console.log(Object.keys(sdk).sort())
const url = new sdk.Url('https://{{host}}/a?b=1')
console.log(url.toString(), new sdk.Header({ key: 'A', value: 'b' }).toString(), new sdk.QueryParam('x=1').value)
