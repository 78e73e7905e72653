/* { "response": { "json": { "id_token": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJhY3IiOiJNRkEiLCJleHAiOjQxMDI0NDQ4MDB9." } } } */
const [, payload] = pm.response.json().id_token.split('.')
const claims = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
pm.test('subject', () => pm.expect(claims).to.include({ sub: 'ada', acr: 'MFA' }))
pm.test('not expired', () => pm.expect(claims.exp * 1000).to.be.above(Date.now()))
pm.collectionVariables.set('sub', claims.sub)
