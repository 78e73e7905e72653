/* oxlint-disable typescript/unbound-method -- they are called with what they were called on */
const buffer = require('buffer/')
const { toString, write } = buffer.Buffer.prototype
const { from, isEncoding } = buffer.Buffer

/** Node knows this encoding, the package does not; scripts write JWTs with it. Source: RFC 4648, section 5. */
const URL_SAFE = /^base64url$/i

buffer.Buffer.prototype.toString = function (encoding, ...range) {
  if (!URL_SAFE.test(encoding)) return toString.call(this, encoding, ...range)
  return toString
    .call(this, 'base64', ...range)
    .replace(/=+$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
buffer.Buffer.prototype.write = function (...values) {
  return write.apply(
    this,
    values.map((value) => (URL_SAFE.test(value) ? 'base64' : value)),
  )
}
buffer.Buffer.from = (value, encoding, length) => from(value, URL_SAFE.test(encoding) ? 'base64' : encoding, length)
buffer.Buffer.isEncoding = (encoding) => URL_SAFE.test(encoding) || isEncoding(encoding)

module.exports = buffer
