/* { "request": { "url": "http://api.test/x", "method": "POST", "body": { "mode": "file", "file": { "src": "a.txt" } } } } */
console.log(pm.request.body, Object.keys(pm.request.body.file), pm.request.body.isEmpty())
