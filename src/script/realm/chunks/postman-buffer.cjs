/** `require('buffer')` of Postman's scripts; newman's have the package as it is. Source: observed with postman-sandbox 6.7.4 on Node 20. */
const { Buffer, SlowBuffer, INSPECT_MAX_BYTES, kMaxLength } = require('buffer')
const { Blob, File, atob, btoa } = require('web')

const kStringMaxLength = 2 ** 29 - 24

function refused() {
  throw new Error('Not implemented')
}

module.exports = {
  Buffer,
  SlowBuffer,
  INSPECT_MAX_BYTES,
  kMaxLength,
  kStringMaxLength,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength },
  File,
  Blob,
  atob,
  btoa,
  isAscii: refused,
  isUtf8: refused,
  resolveObjectURL: refused,
  transcode: refused,
}
