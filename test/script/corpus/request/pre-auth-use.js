/* { "phase": "prerequest", "request": { "url": "https://api.test/", "auth": { "type": "noauth" } } } */
pm.request.auth.use('basic', { username: 'u', password: 'p' })
