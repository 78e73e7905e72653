/* { "phase": "prerequest", "answers": [{ "to": "token", "json": { "access_token": "abc" } }] } */
pm.sendRequest({ url: 'https://id.test/token', method: 'POST' }, (error, response) => {
  pm.environment.set('token', response.json().access_token)
  pm.request.headers.upsert({ key: 'Authorization', value: `Bearer ${pm.environment.get('token')}` })
})
