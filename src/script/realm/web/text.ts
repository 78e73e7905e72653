import { TextDecoder as Decoder, normalizeEncoding, TextEncoder } from '@exodus/bytes/encoding-lite.js'

export { TextEncoder }

declare const require: (name: string) => unknown

interface MultiByte {
  readonly createMultibyteDecoder: (encoding: string, isLoose: boolean) => (bytes: Uint8Array, more: boolean) => string
}

/** East Asian encodings; their tables are loaded with the first of them. Source: Encoding Standard, sections 10 to 13. */
const MULTI_BYTE: readonly string[] = Object.freeze('big5 euc-jp euc-kr gb18030 gbk iso-2022-jp shift_jis'.split(' '))

/** A text from its bytes. Source: Encoding Standard. */
export class TextDecoder extends Decoder {
  #decode: ((bytes: Uint8Array, more: boolean) => string) | undefined

  constructor(label: unknown = 'utf-8', options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean } = {}) {
    const known = normalizeEncoding(String(label))
    if (known === null || known === 'replacement') {
      const refusal = new RangeError(`The "${String(label)}" encoding is not supported`)
      throw Object.assign(refusal, { code: 'ERR_ENCODING_NOT_SUPPORTED' })
    }
    super(known, options ?? {})
  }

  override decode(source?: ArrayBuffer | ArrayBufferView | null, options: { readonly stream?: boolean } = {}): string {
    const bytes = bytesOf(source)
    try {
      if (!MULTI_BYTE.includes(this.encoding)) return super.decode(bytes, options)
      const { createMultibyteDecoder } = require('multi-byte') as MultiByte
      this.#decode ??= createMultibyteDecoder(this.encoding, !this.fatal)
      return this.#decode(bytes, options.stream === true)
    } catch (error) {
      if (!this.fatal) throw error
      throw new TypeError(`The encoded data was not valid for encoding ${this.encoding}`, { cause: error })
    }
  }
}

/** The bytes that a buffer or a view of one holds. */
export function bytesOf(source: unknown): Uint8Array {
  if (source === undefined) return new Uint8Array(0)
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  if (source instanceof ArrayBuffer || source instanceof SharedArrayBuffer) return new Uint8Array(source)
  throw new TypeError('The argument must be an instance of ArrayBuffer or ArrayBufferView')
}

/** Bytes behind each other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
