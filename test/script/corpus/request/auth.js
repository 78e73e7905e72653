/* { "request": { "url": "https://api.test/", "auth": { "type": "basic", "basic": [{ "key": "username", "value": "u" }, { "key": "password", "value": "p" }] } } } */
console.log(pm.request.auth.type, pm.request.auth.parameters().get('username'), pm.request.auth.basic.get('password'), pm.request.auth.toJSON())
