/* { "response": { "code": 302, "status": "Found", "text": "", "headers": { "Location": "https://app.test/cb?code=a%2Bb&state=xyz#f" } } } */
const sdk = require('postman-collection')
const url = new sdk.Url(pm.response.headers.get('Location'))
pm.environment.set('code', decodeURIComponent(url.query.get('code')))
pm.test('state', () => pm.expect(url.query.get('state')).to.equal('abc'))
