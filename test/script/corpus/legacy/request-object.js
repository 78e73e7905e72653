/* { "request": { "method": "POST", "url": "https://api.test/x?a=1", "header": [{ "key": "Content-Type", "value": "text/plain" }], "body": { "mode": "raw", "raw": "hello" }, "description": "What" } } */
console.log(request.method, request.url, request.headers, request.data, request.name, request.id, request.description)
