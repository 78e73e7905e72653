/* oxlint-disable typescript/unbound-method -- they are called with what they were called on */
const buffer = require('buffer/')
const { Buffer } = buffer
const { toString, write } = Buffer.prototype
const { from, isEncoding, byteLength } = Buffer

/** Node knows this encoding, the package does not; scripts write JWTs with it. Source: RFC 4648, section 5. */
const URL_SAFE = /^base64url$/i

function known(encoding) {
  return typeof encoding === 'string' && URL_SAFE.test(encoding) ? 'base64' : encoding
}

Buffer.prototype.toString = function (encoding, ...range) {
  if (known(encoding) === encoding) return toString.call(this, encoding, ...range)
  return toString
    .call(this, 'base64', ...range)
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
// The encoding is the last of what is given, whatever comes between.
Buffer.prototype.write = function (text, ...rest) {
  return write.call(this, text, ...rest.map(known))
}
Buffer.from = (value, encoding, length) => from(value, known(encoding), length)
Buffer.isEncoding = (encoding) => known(encoding) !== encoding || isEncoding(encoding)
Buffer.byteLength = (value, encoding) =>
  known(encoding) === encoding ? byteLength(value, encoding) : byteLength(String(value).replace(/=+$/, ''), 'base64')

// Bundling calls it Buffer2; chai and scripts show the name.
Object.defineProperty(Buffer, 'name', { value: 'Buffer', configurable: true })

module.exports = buffer
