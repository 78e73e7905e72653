/* { "dialects": ["postman"] } */
const key = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', true, ['encrypt', 'decrypt'])
const iv = new Uint8Array(16)
const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, new TextEncoder().encode('secret'))
console.log(Buffer.from(encrypted).toString('hex'), new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, encrypted)))
