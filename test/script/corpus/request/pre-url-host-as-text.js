/* { "phase": "prerequest" } */
pm.request.url.host = 'b.test'
pm.request.url.path = '/one/two'
console.log(pm.request.url.getHost?.call(pm.request.url))
