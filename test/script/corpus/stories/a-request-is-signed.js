/* { "phase": "prerequest", "environment": { "key": "k1", "secret": "s3cret" }, "request": { "method": "POST", "url": "https://api.test/orders?b=2&a=1", "body": { "mode": "raw", "raw": "{\"n\":1}" } } } */
const query = pm.request.url.query.all().map(({ key, value }) => `${key}=${value}`).sort().join('&')
const text = [pm.request.method, `/${pm.request.url.path.join('/')}`, query, CryptoJS.SHA256(pm.request.body.raw).toString()].join('\n')
const signature = CryptoJS.HmacSHA256(text, pm.environment.get('secret')).toString(CryptoJS.enc.Base64)
pm.request.headers.add({ key: 'X-Signature', value: `${pm.environment.get('key')}:${signature}` })
