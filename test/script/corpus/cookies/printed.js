/* { "response": { "json": {}, "cookies": [{ "name": "a", "value": "1" }] } } */
console.log(pm.cookies.toJSON(), String(pm.cookies.idx(0)))
console.log(pm.cookies)
