/* { "phase": "prerequest", "request": { "url": "https://api.test/", "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "old" }] } } } */
pm.request.auth.update({ type: 'bearer', bearer: [{ key: 'token', value: 'new' }] })
console.log(pm.request.auth.parameters().get('token'))
