/* { "phase": "prerequest", "request": { "url": "https://api.test/", "header": [{ "key": "A", "value": "1" }, { "key": "B", "value": "2" }, { "key": "C", "value": "3" }] } } */
pm.request.headers.remove('a')
pm.request.removeHeader('B')
pm.request.removeHeader('c', { ignoreCase: true })
pm.request.headers.remove('missing')
console.log(pm.request.headers.count(), pm.request.headers.all().map(String))
