/** A text as it can be read. */
export interface Reading {
  readonly text: string
  /** What a part of it is written as: start and end in the text itself. */
  readonly placeOf: (start: number, end: number) => readonly [start: number, end: number]
}

/** What stands for the end of a text that is cut. Source: chai, `truncateThreshold`. */
export const CUT = '…'

/**
 * A text as it is, with its escapes undone once, twice and so on, and each of them with its broken lines joined, without the zeros of UTF-16, and with
 * the bytes that are listed in it. Encoders differ in what they leave as it is (a browser's, Postman's, a form's), so a secret is looked for in what
 * they all mean: percent-encoding, JSON, JavaScript, HTML and XML.
 */
export function readingsOf(text: string): readonly Reading[] {
  const unescaped = MAY_ESCAPE.test(text) ? unescapedReadings(text) : [asWritten(text)]
  return [...unescaped, ...unescaped.flatMap(furtherReadings)]
}

function furtherReadings(reading: Reading): readonly Reading[] {
  const { text } = reading
  const further = [
    text.includes('\n') ? undo(reading, BREAK) : undefined,
    text.includes('\0') ? undo(reading, /\0/g) : undefined,
    text.includes('<Buffer ') ? undo(reading, BUFFER_BLANK) : undefined,
    text.includes('=') ? undo(reading, QUOTED) : undefined,
    BYTES.test(text) ? undo(reading, BYTE) : undefined,
  ]
  return further.filter((one) => one !== undefined)
}

/** Most texts hold no escape at all: the expression below takes longer. */
const MAY_ESCAPE = /[%\\&]/

function asWritten(text: string): Reading {
  return { text, placeOf: (start, end) => [start, end] }
}

/** What a secret may mean that itself looks escaped: undoing the escapes of a text undoes its own as well. */
export function meaningsOf(value: string): readonly string[] {
  return unescapedReadings(value).map(({ text }) => text)
}

function unescapedReadings(text: string): readonly Reading[] {
  const written = asWritten(text)
  const readings = [written]
  for (let last = undo(written, ESCAPE); last && readings.length <= MAX_ESCAPES; last = undo(last, ESCAPE))
    readings.push(last)
  return readings
}

/** Text in JSON in JSON, of a secret that looks escaped twice itself. */
const MAX_ESCAPES = 4

/** Undoes the references of HTML and XML alone. */
export function decodeReferences(text: string): string {
  return text.replaceAll(REFERENCE, meaningOf)
}

const REFERENCE = /&(?:#x[\da-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi

/**
 * Percent-encoding (RFC 3986, section 2.1; RFC 3629, section 3; an escape that is cut off with the rest of the text means nothing),
 * backslashes of JSON, JavaScript and of what assertions quote, references of HTML and XML.
 */
const ESCAPE = new RegExp(
  [
    String.raw`%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}`,
    `(?:%[\\da-f]{0,2}){1,4}(?=${CUT})`,
    String.raw`\\(?:u[\da-f]{4}|u\{[\da-f]{1,6}\}|x[\da-f]{2}|[^u])`,
    REFERENCE.source,
  ].join('|'),
  'gi',
)

/** In long words, as MIME and PEM make them (64 or 76 characters). */
const BREAK = /\r?\n(?<=\S{32}\r?\n)[ \t]*(?=\S)/g

/** Bytes as Node prints them, `<Buffer 5a 71>`, and as lists: `{"type":"Buffer","data":[90,113]}`, `Uint8Array(2) [ 90, 113 ]`. */
const BUFFER_BLANK = /(?<=[ <r][\da-f]{2}) (?=[\da-f]{2}\b)/g
/** Quoted-printable, in mail. Source: RFC 2045, section 6.7. */
const QUOTED = /=(?:[2-9A-F][\dA-F]|0[9AD]|\r?\n)/g
const BYTES = /(?:\b\d{1,3},\s{0,9}){7}\d/
const BYTE = /\b\d{1,3}(?:,\s*|(?=\s*\]))/g

function undo(written: Reading, escapes: RegExp): Reading | undefined {
  const { text: source } = written
  // Where a literal part or the meaning of an escape begins: in what is read, and in what is written.
  const reads: number[] = []
  const writes: number[] = []
  let text = ''
  let from = 0

  function add(part: string, at: number): void {
    reads.push(text.length)
    writes.push(at)
    text += part
  }

  for (const { 0: escape, index } of source.matchAll(escapes)) {
    add(source.slice(from, index), from)
    add(meaningOf(escape), index)
    from = index + escape.length
  }
  if (reads.length === 0) return undefined
  add(source.slice(from), from)

  /** The literals have even numbers, and only in them one character is written as one. */
  function writtenAt(at: number, part: number): number {
    const start = writes[part] ?? 0
    return part % 2 === 0 ? start + at - (reads[part] ?? 0) : start
  }

  return {
    text,
    placeOf: (start, end) => {
      const first = lastBelow(reads, start + 1)
      // A broken line behind it is not a part of it; an escape that is cut off is.
      const last = lastBelow(reads, text.startsWith(CUT, end) ? end + 1 : end)
      return written.placeOf(writtenAt(start, first), last % 2 === 0 ? writtenAt(end, last) : (writes[last + 1] ?? 0))
    },
  }
}

/** Index of the last number that is less, in an ascending list. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Named characters that escapers write; others are written as they are or by number. Source: HTML, section 13.5; XML, section 4.6. */
const ENTITIES: Readonly<Record<string, string>> = Object.freeze({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })

/** Of a backslash in JSON; all others stand for themselves. Source: RFC 8259, section 7. */
const BACKSLASHED: Readonly<Record<string, string>> = Object.freeze({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' })

function meaningOf(escape: string): string {
  switch (escape.charAt(0)) {
    case '%':
      return percentMeaning(escape)
    case '\\':
      return backslashMeaning(escape.slice(1))
    case '&':
      return referenceMeaning(escape.slice(1, -1).toLowerCase())
    case '=':
      return /[\r\n]/.test(escape) ? '' : characterOf(Number.parseInt(escape.slice(1), 16))
    default:
      return /\d/.test(escape) ? String.fromCharCode(Number.parseInt(escape, 10)) : ''
  }
}

function percentMeaning(escape: string): string {
  return decodePercent(escape) ?? ''
}

/** Undoes percent-encoding; undefined: it was none. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function backslashMeaning(escaped: string): string {
  return escaped.length > 1
    ? characterOf(Number.parseInt(escaped.replace(/^[ux]\{?/i, ''), 16))
    : (BACKSLASHED[escaped] ?? escaped)
}

function referenceMeaning(name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? ''
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return characterOf(code)
}

function characterOf(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}
