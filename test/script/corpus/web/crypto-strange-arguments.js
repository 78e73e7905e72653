/* { "dialects": ["postman"] } */
const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
const calls = [
  () => crypto.subtle.digest({ name: 'SHA-1', later() {} }, new Uint8Array(1)),
  () => crypto.subtle.sign('HMAC', { handle: 1 }, new Uint8Array(1)),
  () => crypto.subtle.sign('HMAC', { ...key }, new Uint8Array(1)),
  () => crypto.subtle.exportKey('raw', key),
  () => crypto.subtle.digest('SHA-1'),
  () => crypto.subtle.digest('SHA-1', () => 1),
  () => crypto.subtle.importKey('raw', new Uint8Array(5), 'AES-CBC', true, ['encrypt']),
  () => crypto.getRandomValues(new Float32Array(1)),
  () => crypto.getRandomValues(Buffer.alloc(4)).length,
  () => crypto.getRandomValues(new Uint8Array(65537)),
]
for (const call of calls) {
  try { const value = await call(); console.log(value.byteLength || value) } catch (error) { console.log(error.name) }
}
