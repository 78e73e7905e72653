const part = (value) => CryptoJS.enc.Base64.stringify(CryptoJS.enc.Utf8.parse(JSON.stringify(value))).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_')
const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'ada', iat: 1 })}`
const signature = CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA256(head, 'secret')).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_')
pm.environment.set('jwt', `${head}.${signature}`)
