/* { "phase": "prerequest", "request": { "url": "https://api.test/?a=1&b=2&a=3&c=4" } } */
pm.request.url.query.remove('a')
pm.request.removeQueryParams('c')
console.log(pm.request.url.toString())
