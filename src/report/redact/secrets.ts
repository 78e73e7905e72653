import { CUT, meaningsOf, type Reading, readingsOf } from './coding.ts'
import { COMMON_WORDS, MASK, MAX_LENGTH, MIN_DIGITS, MIN_LENGTH } from './rules.ts'

/** The secrets that are known so far. */
export interface Secrets {
  /** Remembers a value, and the forms it takes in a form, in base64 and in hexadecimal digits. */
  readonly learn: (value: string) => void
  /** Puts the mask wherever a secret stands, escaped or not (`coding.ts`), or the beginning of one before a `…`. */
  readonly mask: (text: string) => string
  /** Grows with every secret that was not known before. */
  readonly count: () => number
}

/**
 * Makes an empty store of secrets.
 * Finding them takes time in proportion to the text, however many there are: the first four characters of each secret are looked up by a hash
 * while the text is read once (after Karp and Rabin, 1987), so learning is cheap as well and a long run with many tokens does not slow down.
 */
export function createSecrets(): Secrets {
  const seen = new Set<string>()
  const forms = new Map<number, string[]>()
  const hashes = new Uint8Array(HASHES)

  function add(form: string): void {
    if (form.length < MIN_LENGTH || seen.has(form)) return
    seen.add(form)
    const hash = hashAt(form, 0)
    hashes[hash] = 1
    const others = forms.get(hash) ?? []
    forms.set(
      hash,
      [...others, form].sort((a, b) => b.length - a.length),
    )
  }

  /** How much of the text from `at` on is a secret, or the beginning of one that is cut off. */
  function lengthAt(text: string, at: number): number {
    const hash = hashAt(text, at)
    const candidates = hashes[hash] === 1 ? forms.get(hash) : undefined
    if (candidates === undefined) return 0
    const whole = candidates.find((form) => text.startsWith(form, at))
    if (whole !== undefined) return whole.length
    const cut = text.slice(at, at + MAX_CUT).indexOf(CUT)
    if (cut < MIN_LENGTH) return 0
    const left = text.slice(at, at + cut)
    return candidates.some((form) => form.startsWith(left)) ? cut : 0
  }

  /** Where secrets stand in one reading of a text. They may overlap. */
  function spansIn({ text, placeOf }: Reading): readonly Span[] {
    const spans: Span[] = []
    let at = 0
    while (at + MIN_LENGTH <= text.length) {
      const length = lengthAt(text, at)
      if (length > 0) spans.push(placeOf(at, at + length))
      at += length > MAX_OVERLAP ? length : 1
    }
    return spans
  }

  return {
    learn: (value) => {
      if (seen.has(value) || !isDistinct(value)) return
      for (const form of formsOf(value)) add(form)
    },
    mask: (text) => {
      if (seen.size === 0 || text.length < MIN_LENGTH) return text
      const spans = readingsOf(text).flatMap(spansIn)
      return spans.length === 0 ? text : maskSpans(text, spans)
    },
    count: () => seen.size,
  }
}

/** A part of a text, end exclusive. */
type Span = readonly [start: number, end: number]

/** One mask for all that overlaps: no secret is left over where another one is a part of it. */
function maskSpans(text: string, spans: readonly Span[]): string {
  let masked = ''
  let until = 0
  for (const [start, end] of spans.toSorted(([a], [b]) => a - b)) {
    if (start >= until) masked += text.slice(until, start) + MASK
    until = Math.max(until, end)
  }
  return masked + text.slice(until)
}

/** Inside of what is longer nothing is looked for: a server could make each position of a body cost that much. Characters. */
const MAX_OVERLAP = 1024

/** Assertions cut values at 40 characters, unless a script wants more. */
const MAX_CUT = 512

/** Big enough that a long run does not fill it, small enough to make one for every run. */
const HASHES = 1 << 18

function hashAt(text: string, at: number): number {
  const high = (text.charCodeAt(at) * 31) ^ text.charCodeAt(at + 1)
  const low = (text.charCodeAt(at + 2) * 31) ^ text.charCodeAt(at + 3)
  return (Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> (32 - 18)
}

/** Would it be found by accident in text that has nothing to do with it? */
function isDistinct(value: string): boolean {
  if (value.length < MIN_LENGTH || value.length > MAX_LENGTH || COMMON_WORDS.has(value.toLowerCase())) return false
  return value.length >= MIN_DIGITS || !/^[\d.,:-]+$/.test(value)
}

function formsOf(value: string): readonly string[] {
  if (UNRESERVED.test(value)) return [value, ...binaryFormsOf(value)]
  // Half a surrogate pair cannot be encoded.
  const whole = Buffer.from(value).toString()
  const meanings = meaningsOf(whole)
  return [
    value,
    ...meanings,
    // In a form; other escapes are undone before it is looked for.
    whole.replaceAll(' ', '+'),
    ...meanings.flatMap(escapedForms).flatMap(binaryFormsOf),
    ...linesOf(value),
  ]
}

/** How it is written in what is then put into base64: `client_id:client_secret` (RFC 6749, section 2.3.1), the claims of a JWT. */
function escapedForms(value: string): readonly string[] {
  const percent = encodeURIComponent(value)
  return [value, percent, percent.replaceAll('%20', '+'), JSON.stringify(value).slice(1, -1)]
}

/** Looks the same in a URL and in JSON, as most tokens do. Source: RFC 3986, section 2.3. */
const UNRESERVED = /^[\w.-]*$/

function binaryFormsOf(value: string): readonly string[] {
  const hex = Buffer.from(value).toString('hex')
  return hex.length < 2 * MIN_DIGITS ? [] : [hex, hex.toUpperCase(), ...base64Of(value)]
}

/**
 * In base64 a value looks different at each of three offsets (`user:secret`): the characters that its neighbours have no part in are enough.
 * Source: RFC 4648, sections 4 and 5.
 */
function base64Of(value: string): readonly string[] {
  const whole = Buffer.from(value)
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), whole])
      .toString('base64')
      .replace(/=+$/, '')
    const isCut = (offset + whole.length) % 3 !== 0
    return text.slice(offset === 0 ? 0 : offset + 1, isCut ? -1 : undefined)
  })
  const padded = whole.toString('base64')
  return [padded, padded.replace(/=+$/, ''), ...inside].flatMap((text) => [
    text,
    text.replaceAll('+', '-').replaceAll('/', '_'),
  ])
}

/** Lines of a key file, which may be printed with other breaks. */
function linesOf(value: string): readonly string[] {
  const lines = value.split(/\r?\n/)
  return lines.length < 2 ? [] : lines.filter((line) => line.length >= MIN_LINE && !line.startsWith('-----'))
}

const MIN_LINE = 16
