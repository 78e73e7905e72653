console.log(pm.request.url, pm.request.headers)
console.log(pm.response.headers.idx(0), pm.environment)
