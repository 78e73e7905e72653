/* { "phase": "prerequest", "environment": { "client": "app", "expires": 1 }, "answers": [{ "to": "id.test/as/token", "json": { "access_token": "abc", "expires_in": 3600 } }] } */
const isValid = Number(pm.environment.get('expires')) > Date.now()
if (!isValid) {
  pm.sendRequest({
    url: 'https://id.test/as/token',
    method: 'POST',
    header: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${btoa(`${pm.environment.get('client')}:secret`)}` },
    body: { mode: 'urlencoded', urlencoded: [{ key: 'grant_type', value: 'client_credentials' }] },
  }, (error, response) => {
    if (error) throw error
    pm.environment.set('token', response.json().access_token)
    pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer {{token}}' })
  })
}
