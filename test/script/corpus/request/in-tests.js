console.log(pm.request.method, pm.request.url.toString(), pm.request.headers.get('accept'))
console.log(pm.request.id === undefined, typeof pm.request.body, pm.request.auth, pm.request.name, Object.keys(pm.request).sort())
