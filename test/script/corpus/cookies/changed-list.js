/* { "response": { "json": {}, "cookies": [{ "name": "a", "value": "1" }] } } */
pm.cookies.add({ name: 'b', value: '2' })
pm.cookies.remove('a')
console.log(pm.cookies.toObject())
