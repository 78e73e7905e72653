pm.request.method = 'DELETE'
pm.request.headers.add({ key: 'X', value: '1' })
console.log(pm.request.method, pm.request.headers.get('x'))
