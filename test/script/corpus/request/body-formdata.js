/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "formdata", "formdata": [{ "key": "a", "value": "1", "type": "text" }, { "key": "f", "src": "/x.txt", "type": "file" }] } } } */
console.log(pm.request.body.mode, pm.request.body.formdata.get('a'), pm.request.body.formdata.count(), pm.request.body.formdata.map(({ key, type }) => [key, type]))
