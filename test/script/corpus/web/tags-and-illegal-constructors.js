/* { "dialects": ["postman"] } */
const made = [new URL('http://a'), new URLSearchParams(), new Blob([]), new File([], 'f'), new Event('x'), new AbortController(), crypto, crypto.subtle, new TextEncoder(), new TextDecoder(), new DOMException('m')]
console.log(made.map((object) => `${Object.prototype.toString.call(object)} ${object.constructor.name}`))
for (const make of [() => new Crypto(), () => new CryptoKey(), () => new SubtleCrypto(), () => new AbortSignal(), () => new File([]), () => new Event()]) {
  try { make(); console.log('made') } catch (error) { console.log(error.name) }
}
console.log(DOMException.ABORT_ERR, new DOMException('a', { name: 'DataError' }).name, JSON.stringify(new Event('x')))
