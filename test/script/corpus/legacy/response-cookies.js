/* { "response": { "json": {}, "cookies": [{ "name": "a", "value": "1" }, { "name": "b", "value": "2" }] } } */
console.log(responseCookies.count && responseCookies.count(), responseCookies.length)
console.log(postman.getResponseCookie('a').value, postman.getResponseCookie('b').name, postman.getResponseCookie('none'))
