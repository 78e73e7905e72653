/* { "response": { "json": {}, "cookies": [{ "name": "sid", "value": "1" }, { "name": "b", "value": "x y" }] } } */
console.log(pm.response.cookies.get('sid'), pm.response.cookies.count(), pm.response.cookies.all().map((c) => c.name))
