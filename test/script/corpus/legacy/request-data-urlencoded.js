/* { "request": { "method": "POST", "url": "https://api.test/", "body": { "mode": "urlencoded", "urlencoded": [{ "key": "a", "value": "1" }, { "key": "a", "value": "2" }, { "key": "off", "value": "3", "disabled": true }] } } } */
console.log(request.data)
