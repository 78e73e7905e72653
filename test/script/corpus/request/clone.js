const copy = pm.request.clone()
copy.method = 'PUT'
copy.headers.add({ key: 'X', value: '1' })
console.log(pm.request.method, pm.request.headers.has('X'), copy.headers.has('X'), copy.url.toString())
