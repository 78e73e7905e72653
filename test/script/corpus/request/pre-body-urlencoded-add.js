/* { "phase": "prerequest", "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "urlencoded", "urlencoded": [{ "key": "a", "value": "1" }] } } } */
pm.request.body.urlencoded.add({ key: 'b', value: '2' })
pm.request.body.urlencoded.remove('a')
console.log(pm.request.body.urlencoded.toString())
