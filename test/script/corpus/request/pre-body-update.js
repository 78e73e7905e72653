/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "old" } } } */
pm.request.body.update('new text')
console.log(pm.request.body.raw, pm.request.body.mode)
