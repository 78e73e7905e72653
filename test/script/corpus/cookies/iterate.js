/* { "response": { "json": {}, "cookies": [{ "name": "a", "value": "1" }, { "name": "b", "value": "2", "path": "/x", "secure": true }] } } */
pm.cookies.each((cookie) => console.log(cookie.name, cookie.value, cookie.domain, cookie.path, cookie.secure))
console.log(pm.cookies.map((cookie) => cookie.toString()), pm.cookies.all().length, pm.cookies.filter(({ secure }) => secure).length)
