/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "raw", "raw": "old" } } } */
pm.request.body.update({ mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1' }] })
console.log(pm.request.body.toString())
