import { CUT, decodePercent } from './percent.ts'
import { COMMON_WORDS, MASK, MAX_LENGTH, MIN_DIGITS, MIN_LENGTH } from './rules.ts'

/** The secrets that are known so far. */
export interface Secrets {
  /** Remembers a value, and the forms it takes in JSON, in quotes and in base64. */
  readonly learn: (value: string) => void
  /** Puts the mask wherever a secret stands, percent-encoded or not, or the beginning of one before a `…`. */
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
  let isAnyEncoded = false

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

  function maskIn(text: string, { decoded, startOf }: View): string {
    let masked = ''
    let from = 0
    let at = 0
    while (at + MIN_LENGTH <= decoded.length) {
      const length = lengthAt(decoded, at)
      if (length > 0) {
        masked += text.slice(from, startOf(at)) + MASK
        from = startOf(at + length)
      }
      at += Math.max(1, length)
    }
    return from === 0 ? text : masked + text.slice(from)
  }

  /** Comes first: a part of a secret that is one itself must not be taken out of its middle. */
  function maskDecoded(text: string): string {
    const { text: decoded, starts } = decodePercent(text)
    return maskIn(text, { decoded, startOf: (at) => starts[at] ?? text.length })
  }

  return {
    learn: (value) => {
      if (seen.has(value) || !isDistinct(value)) return
      isAnyEncoded ||= !UNRESERVED.test(value)
      for (const form of formsOf(value)) add(form)
    },
    mask: (text) => {
      if (seen.size === 0) return text
      const masked = isAnyEncoded && text.includes('%') ? maskDecoded(text) : text
      return maskIn(masked, { decoded: masked, startOf: (at) => at })
    },
    count: () => seen.size,
  }
}

/** A text as secrets are looked for in it. */
interface View {
  readonly decoded: string
  /** Where a character of it starts in the text itself. */
  readonly startOf: (at: number) => number
}

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
  if (UNRESERVED.test(value)) return [value, ...base64Of(value)]
  const json = JSON.stringify(value).slice(1, -1)
  return [
    value,
    // Half a surrogate pair cannot be encoded.
    Buffer.from(value).toString(),
    // In a form; what is percent-encoded is decoded before it is looked for.
    value.replaceAll(' ', '+'),
    json,
    json.replaceAll('/', String.raw`\/`),
    JSON.stringify(json).slice(1, -1),
    // As assertions quote it.
    json.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`),
    ...base64Of(value),
    ...linesOf(value),
  ]
}

/** Looks the same in a URL and in JSON, as most tokens do. Source: RFC 3986, section 2.3. */
const UNRESERVED = /^[\w.-]*$/

/**
 * In base64 a value looks different at each of three offsets (`user:secret`): the characters that its neighbours have no part in are enough.
 * Source: RFC 4648, sections 4 and 5.
 */
function base64Of(value: string): readonly string[] {
  const whole = Buffer.from(value)
  if (whole.length < MIN_DIGITS) return []
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
