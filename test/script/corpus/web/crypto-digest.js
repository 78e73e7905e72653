/* { "dialects": ["postman"] } */
const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('a'))
console.log(Buffer.from(digest).toString('hex'), digest instanceof ArrayBuffer, digest.byteLength)
