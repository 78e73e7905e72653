/* { "response": { "json": {}, "cookies": [{ "name": "sid", "value": "1" }, { "name": "theme", "value": "dark%20blue", "httpOnly": true }] } } */
console.log(pm.cookies.get('sid'), pm.cookies.get('theme'), pm.cookies.get('missing'), pm.cookies.has('sid'), pm.cookies.has('x'), pm.cookies.count())
console.log(pm.cookies.toObject(), pm.cookies.one('theme').httpOnly, pm.cookies.one('missing'))
