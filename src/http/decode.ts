import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib'
import { BodyTooLarge, MAX_BODY_BYTES } from './body-limit.ts'

/**
 * Undoes one content coding: gzip, deflate (with or without the zlib header) or br. A coding of another name, or a list
 * of them, leaves the bytes as they are. A stream that ends early gives what there was, as in browsers.
 * Rejects with the error of zlib when the bytes are something else, and with BodyTooLarge.
 * Source: RFC 9110 section 8.4.1; https://zlib.net/zlib_faq.html#faq39 for deflate.
 */
export async function decodeBody(
  bytes: Uint8Array,
  contentEncoding: string,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Uint8Array> {
  if (bytes.byteLength === 0) return bytes
  try {
    return await undo(bytes, contentEncoding, maxBytes)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new BodyTooLarge(maxBytes)
    throw error
  }
}

async function undo(bytes: Uint8Array, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  // zlib refuses limits above its own, which holds then.
  const limit = maxBytes < 2 ** 31 ? { maxOutputLength: maxBytes } : {}
  const lenient = { finishFlush: constants.Z_SYNC_FLUSH, ...limit }
  switch (contentEncoding.trim().toLowerCase()) {
    case 'gzip':
      return promisify(gunzip)(bytes, lenient)
    case 'deflate':
      return hasZlibHeader(bytes) ? promisify(inflate)(bytes, lenient) : promisify(inflateRaw)(bytes, lenient)
    case 'br':
      return promisify(brotliDecompress)(bytes, limit)
    default:
      return bytes
  }
}

/** Source: RFC 1950 section 2.2, compression method 8. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 0x08
}
