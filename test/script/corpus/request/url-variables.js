/* { "request": { "url": { "protocol": "https", "host": ["api", "test"], "path": ["users", ":id"], "variable": [{ "key": "id", "value": "7" }] } } } */
console.log(pm.request.url.variables.get('id'), pm.request.url.getPath(), pm.request.url.getPath(true), pm.request.url.toString(), pm.request.url.variables.toObject())
