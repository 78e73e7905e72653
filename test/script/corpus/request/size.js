/* { "request": { "method": "POST", "url": "https://api.test/x", "header": [{ "key": "A", "value": "1" }], "body": { "mode": "raw", "raw": "äx" } } } */
console.log(pm.request.size())
