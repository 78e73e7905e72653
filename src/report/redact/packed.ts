import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib'
import { decodePercent } from './coding.ts'
import { unzipped } from './zip.ts'

/** Changes what is packed. */
type ChangeBytes = (bytes: Uint8Array) => Uint8Array

/** One way to pack bytes. */
interface Packing {
  /** Could these be packed so. */
  readonly fits: (bytes: Uint8Array) => boolean
  /** Throws for what is packed in another way, and for what is too large. */
  readonly unpack: (bytes: Uint8Array, limit: { readonly maxOutputLength: number }) => Uint8Array
  readonly pack: (bytes: Uint8Array) => Uint8Array
  /** Nothing else begins like this: what cannot be unpacked is not shown. Without it, only text is believed to have been packed. */
  readonly isCertain: boolean
}

/** What is unpacked at most, in bytes: some kilobytes can hold gigabytes. */
const MAX_UNPACKED = 8 * 1024 * 1024
/** What has no mark of its own is only tried up to this size, in bytes. */
const MAX_GUESSED = 1024 * 1024
/** Of base64 in a text there may be much: so many of them, and so many bytes of each, are unpacked. */
const MAX_RUNS = 64
const MAX_IN_RUN = 512 * 1024

/** What was cut off can be read up to there. */
const CUT_OFF = { finishFlush: constants.Z_SYNC_FLUSH }

/** What stands in the place of packed bytes that cannot be looked into. */
export const UNREADABLE = '[compressed: not shown, it cannot be looked into]'
/** What stands in the place of an archive with a secret: it is not put together again. */
export const ARCHIVE = '[archive: not shown, there is a secret in it]'

/** Source: RFC 1952 section 2.3.1, RFC 1950 section 2.2. Raw deflate and brotli have no mark. */
const PACKINGS: readonly Packing[] = [
  {
    fits: ([first, second, third]) => first === 0x1f && second === 0x8b && third === 8,
    unpack: (bytes, limit) => gunzipSync(bytes, { ...CUT_OFF, ...limit }),
    pack: (bytes) => gzipSync(bytes),
    isCertain: true,
  },
  {
    fits: ([first, second, third, fourth]) => first === 0x50 && second === 0x4b && third === 3 && fourth === 4,
    unpack: unzipped,
    pack: () => new TextEncoder().encode(ARCHIVE),
    isCertain: true,
  },
  {
    fits: ([first = 0, second = 0]) => (first & 15) === 8 && (first * 256 + second) % 31 === 0,
    unpack: (bytes, limit) => inflateSync(bytes, { ...CUT_OFF, ...limit }),
    pack: (bytes) => deflateSync(bytes),
    isCertain: false,
  },
  {
    fits: ({ length }) => length <= MAX_GUESSED,
    unpack: (bytes, limit) => inflateRawSync(bytes, limit),
    pack: (bytes) => deflateRawSync(bytes),
    isCertain: false,
  },
  {
    fits: ({ length }) => length <= MAX_GUESSED,
    unpack: (bytes, limit) => brotliDecompressSync(bytes, limit),
    pack: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    isCertain: false,
  },
]

/**
 * Changes what gzip, deflate or brotli have packed, and packs it again; undefined if these bytes are not packed. A sentence stands for what is more
 * than `limitBytes` unpacked, and for gzip that is broken.
 */
export function maskPacked(
  bytes: Uint8Array,
  change: ChangeBytes,
  limitBytes: number = MAX_UNPACKED,
): Uint8Array | undefined {
  for (const packing of PACKINGS) {
    if (!packing.fits(bytes)) continue
    const inside = unpacked(bytes, packing, limitBytes)
    if (inside === undefined) continue
    if (inside === 'unreadable') return new TextEncoder().encode(UNREADABLE)
    const changed = change(inside)
    if (changed !== inside) return packing.pack(changed)
    // Without a mark it may be packed in another way, or not at all.
    if (packing.isCertain) return bytes
  }
  return undefined
}

function unpacked(
  bytes: Uint8Array,
  { unpack, isCertain }: Packing,
  maxOutputLength: number,
): Uint8Array | 'unreadable' | undefined {
  try {
    const inside = unpack(bytes, { maxOutputLength })
    return isCertain || isText(inside) ? inside : undefined
  } catch (error) {
    return isCertain || isTooLarge(error) ? 'unreadable' : undefined
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

function isText(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== ''
  } catch {
    return false
  }
}

const SENTENCES = [UNREADABLE, ARCHIVE]

/**
 * Changes what is packed by gzip or zlib, or as an archive, and then written in base64 or base64url, also percent-encoded, with `\/` or in lines; and
 * parameters of SAML, which are deflate without a mark (Bindings for SAML 2.0, section 3.4.4.1).
 */
export function maskPackedText(text: string, change: ChangeBytes): string {
  if (!MARKS.some((mark) => text.includes(mark))) return text
  let runs = 0
  return text.replaceAll(PACKED_TEXT, (run) => {
    runs += 1
    if (runs > MAX_RUNS) return run.startsWith('H4sI') ? UNREADABLE : run
    const plain = (decodePercent(run) ?? run).replaceAll('\\/', '/').replaceAll(EACH_BREAK, '')
    const bytes = Buffer.from(plain, 'base64')
    const masked = maskPacked(bytes, change, MAX_IN_RUN)
    if (masked === undefined || masked === bytes) return run
    const sentence = SENTENCES.find((each) => Buffer.from(masked).toString() === each)
    if (sentence !== undefined) return sentence
    const again = Buffer.from(masked).toString(/[-_]/.test(plain) ? 'base64url' : 'base64')
    return run.includes('%') ? encodeURIComponent(again) : again
  })
}

/** One of them stands in every text with packed bytes. */
const MARKS = ['H4sI', 'eJ', 'eN', 'UEsDB', 'SAMLRe']

/** Behind long lines, as MIME and PEM make them, also in JSON. */
const BREAK = String.raw`(?<=[\w+/]{60})(?:\r?\n|(?:\\r)?\\n)(?=[\w+/])`
const EACH_BREAK = /\r?\n|(?:\\r)?\\n/g

/** The first bytes of gzip, of zlib with the windows and levels that are in use, and of an archive. A JWT begins with `eyJ`. */
const PACKED_TEXT = new RegExp(
  String.raw`(?:(?<![\w+/-])(?:H4sI|eJ[wxyz]|eN[rop]|UEsDB)|(?<=\bSAMLRe(?:quest|sponse)=))(?:[\w+/-]|%2[BbFf]|\\/|${BREAK}){16,}(?:=|%3[Dd]){0,2}`,
  'g',
)
