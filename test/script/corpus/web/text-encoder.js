/* { "dialects": ["postman"] } */
const bytes = new TextEncoder().encode('ä€')
console.log(bytes, new TextDecoder().decode(bytes), new TextDecoder('latin1').decode(new Uint8Array([228])), bytes instanceof Uint8Array)
try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])) } catch (error) { console.log(error.name) }
