/* { "phase": "prerequest" } */
pm.request.url.protocol = 'http'
pm.request.url.host = ['a', 'test']
pm.request.url.path = ['x', 'y']
pm.request.url.port = '8080'
console.log(pm.request.url.toString())
