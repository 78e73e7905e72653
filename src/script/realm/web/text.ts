/** UTF-8 bytes of a text. Source: Encoding Standard. */
export class TextEncoder {
  get encoding(): string {
    return 'utf-8'
  }

  encode(text: unknown = ''): Uint8Array {
    const escaped = encodeURIComponent(wellFormed(String(text)))
    const bytes = new Uint8Array(escaped.length)
    let length = 0
    for (let at = 0; at < escaped.length; at += 1) {
      if (escaped[at] === '%') {
        bytes[length++] = Number.parseInt(escaped.slice(at + 1, at + 3), 16)
        at += 2
      } else bytes[length++] = escaped.charCodeAt(at)
    }
    return bytes.slice(0, length)
  }

  encodeInto(text: string, target: Uint8Array): { readonly read: number; readonly written: number } {
    let read = 0
    let written = 0
    for (const character of text) {
      const bytes = this.encode(character)
      if (written + bytes.length > target.length) break
      target.set(bytes, written)
      written += bytes.length
      read += character.length
    }
    return { read, written }
  }
}

/** Labels of the encodings that are known. Source: Encoding Standard, section 4.2. */
const LABELS: Readonly<Record<string, string>> = Object.freeze({
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'ucs-2': 'utf-16le',
  'utf-16be': 'utf-16be',
  latin1: 'windows-1252',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  iso88591: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
})

/** What windows-1252 has from 0x80 on, where Latin-1 has control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

interface DecoderOptions {
  readonly fatal?: boolean
  readonly ignoreBOM?: boolean
}

/** A text from its bytes. Source: Encoding Standard; of its encodings UTF-8, UTF-16 and windows-1252. */
export class TextDecoder {
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  #left: Uint8Array = new Uint8Array(0)

  constructor(label: unknown = 'utf-8', { fatal = false, ignoreBOM = false }: DecoderOptions = {}) {
    const encoding = LABELS[String(label).trim().toLowerCase()]
    if (encoding === undefined) throw new RangeError(`The "${String(label)}" encoding is not supported`)
    this.encoding = encoding
    this.fatal = fatal
    this.ignoreBOM = ignoreBOM
  }

  decode(source?: ArrayBuffer | ArrayBufferView, { stream = false }: { readonly stream?: boolean } = {}): string {
    const bytes = joined(this.#left, bytesOf(source))
    const length = stream ? this.#wholeLength(bytes) : bytes.length
    this.#left = bytes.slice(length)
    const text = this.#text(bytes.subarray(0, length))
    return this.ignoreBOM ? text : text.replace(/^\ufeff/, '')
  }

  #text(bytes: Uint8Array): string {
    if (this.encoding === 'windows-1252') return Array.from(bytes, windowsCharacter).join('')
    if (this.encoding === 'utf-8') return this.#utf8(bytes)
    const [low, high] = this.encoding === 'utf-16le' ? [0, 1] : [1, 0]
    let text = ''
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      text += String.fromCharCode((bytes[at + low] ?? 0) | ((bytes[at + high] ?? 0) << 8))
    }
    return bytes.length % 2 === 0 ? text : text + this.#broken()
  }

  #utf8(bytes: Uint8Array): string {
    let text = ''
    for (let at = 0; at < bytes.length; ) {
      const { point, length } = pointAt(bytes, at)
      text += point === undefined ? this.#broken() : String.fromCodePoint(point)
      at += length
    }
    return text
  }

  #broken(): string {
    if (this.fatal) throw Object.assign(new TypeError('The encoded data was not valid for encoding ' + this.encoding))
    return '\ufffd'
  }

  /** Bytes up to the last whole character. */
  #wholeLength(bytes: Uint8Array): number {
    if (this.encoding.startsWith('utf-16')) return bytes.length - (bytes.length % 2)
    if (this.encoding !== 'utf-8') return bytes.length
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back] ?? 0
      if (byte < 0x80) break
      if (byte >= 0xc0) return lengthFrom(byte) > back ? bytes.length - back : bytes.length
    }
    return bytes.length
  }
}

/** One character of UTF-8, or how many bytes are no character. */
function pointAt(bytes: Uint8Array, at: number): { readonly point?: number; readonly length: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { point: first, length: 1 }
  const length = lengthFrom(first)
  if (length === 1) return { length: 1 }
  let point = first & (0x7f >> length)
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next]
    const isFirst = next === 1
    const low = isFirst ? ({ 0xe0: 0xa0, 0xf0: 0x90 }[first] ?? 0x80) : 0x80
    const high = isFirst ? ({ 0xed: 0x9f, 0xf4: 0x8f }[first] ?? 0xbf) : 0xbf
    if (byte === undefined || byte < low || byte > high) return { length: next }
    point = (point << 6) | (byte & 0x3f)
  }
  return { point, length }
}

function lengthFrom(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2
  if (first >= 0xe0 && first <= 0xef) return 3
  return first >= 0xf0 && first <= 0xf4 ? 4 : 1
}

/** The bytes that a buffer or a view of one holds. */
export function bytesOf(source: unknown): Uint8Array {
  if (source === undefined) return new Uint8Array(0)
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
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

function windowsCharacter(byte: number): string {
  return byte >= 0x80 && byte < 0xa0 ? (WINDOWS_1252[byte - 0x80] ?? '') : String.fromCharCode(byte)
}

/** Half surrogate pairs have no UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}
