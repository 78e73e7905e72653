/* { "phase": "prerequest" } */
pm.request.url.update('http://changed.test:81/p/q?z=1#h')
console.log(pm.request.url.toString(), pm.request.url.port, pm.request.url.hash)
