/* { "response": { "json": {}, "cookies": [{ "name": "SID", "value": "1" }, { "name": "sid", "value": "2" }] } } */
console.log(pm.cookies.get('sid'), pm.cookies.get('SID'), pm.cookies.has('Sid'))
