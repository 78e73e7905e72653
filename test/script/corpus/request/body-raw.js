/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "{\"a\": 1}", "options": { "raw": { "language": "json" } } } } } */
console.log(pm.request.body.mode, pm.request.body.raw, pm.request.body.toString(), pm.request.body.isEmpty(), JSON.parse(pm.request.body.raw).a)
console.log(pm.request.body.options, pm.request.body.toJSON())
