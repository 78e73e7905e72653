/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "urlencoded", "urlencoded": [{ "key": "a", "value": "1 2" }, { "key": "b", "value": "x", "disabled": true }] } } } */
console.log(pm.request.body.mode, pm.request.body.urlencoded.get('a'), pm.request.body.urlencoded.toObject(), pm.request.body.toString())
console.log(pm.request.body.urlencoded.map(({ key, value, disabled }) => [key, value, disabled]))
