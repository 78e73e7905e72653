/* { "phase": "prerequest", "request": { "url": { "host": ["api", "test"], "path": [":id"], "variable": [{ "key": "id", "value": "7" }] } } } */
pm.request.url.variables.upsert({ key: 'id', value: '8' })
pm.request.url.variables.add({ key: 'other', value: 'x' })
console.log(pm.request.url.getPath())
