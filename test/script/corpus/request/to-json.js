/* { "request": { "method": "POST", "url": "https://api.test/x?a=1", "header": [{ "key": "A", "value": "1" }], "body": { "mode": "raw", "raw": "x" } } } */
console.log(pm.request.toJSON())
console.log(pm.request)
