/** A chunk of its own, of tables mostly. */
export { createMultibyteDecoder } from '@exodus/bytes/multi-byte.js'
