/* { "phase": "prerequest", "environment": { "verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk" } } */
const hash = CryptoJS.SHA256(pm.environment.get('verifier'))
const challenge = CryptoJS.enc.Base64.stringify(hash).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
pm.environment.set('challenge', challenge)
pm.request.url.query.upsert({ key: 'code_challenge', value: challenge })
