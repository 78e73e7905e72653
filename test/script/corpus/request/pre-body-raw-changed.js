/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "{\"a\":1}" } } } */
const body = JSON.parse(pm.request.body.raw)
body.b = 2
pm.request.body.raw = JSON.stringify(body)
