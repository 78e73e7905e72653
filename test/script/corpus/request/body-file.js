/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "file", "file": { "src": "/a.bin" } } } } */
console.log(pm.request.body.mode, pm.request.body.file.src, pm.request.body.isEmpty())
