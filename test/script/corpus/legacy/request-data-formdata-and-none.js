/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "formdata", "formdata": [{ "key": "a", "value": "1" }] } } } */
console.log(request.data, request.headers)
