/* { "dialects": ["postman"] } */
const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const data2 = new Uint8Array([1, 2])
const signed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, data2)
console.log(signed.byteLength, await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, signed, data2), (await crypto.subtle.exportKey('jwk', publicKey)).crv)
