import { COMMON_WORDS, MASK, MAX_LENGTH, MIN_DIGITS, MIN_LENGTH } from './rules.ts'

/** The secrets that are known so far. */
export interface Secrets {
  /** Remembers a value, and the forms it takes in URLs, in JSON and in base64. */
  readonly learn: (value: string) => void
  /** Puts the mask wherever a secret stands. */
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

  return {
    learn: (value) => {
      if (seen.has(value) || !isDistinct(value)) return
      for (const form of formsOf(value)) add(form)
    },
    mask: (text) => {
      if (seen.size === 0) return text
      let masked = ''
      let from = 0
      let at = 0
      while (at + MIN_LENGTH <= text.length) {
        const hash = hashAt(text, at)
        const found = hashes[hash] === 1 ? forms.get(hash)?.find((form) => text.startsWith(form, at)) : undefined
        if (found === undefined) {
          at += 1
        } else {
          masked += text.slice(from, at) + MASK
          at += found.length
          from = at
        }
      }
      return from === 0 ? text : masked + text.slice(from)
    },
    count: () => seen.size,
  }
}

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
  const percent = percentEncoded(value)
  const form = percent.replaceAll('%20', '+').replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return [
    value,
    json,
    json.replaceAll('/', String.raw`\/`),
    JSON.stringify(json).slice(1, -1),
    ...[percent, form].flatMap((text) => [text, withHex(text, 'toUpperCase'), withHex(text, 'toLowerCase')]),
    ...base64Of(value),
    ...linesOf(value),
  ]
}

/** Looks the same in a URL and in JSON, as most tokens do. Source: RFC 3986, section 2.3. */
const UNRESERVED = /^[\w.-]*$/

function percentEncoded(value: string): string {
  // Through a buffer: half a surrogate pair cannot be encoded.
  return encodeURIComponent(Buffer.from(value).toString())
}

function withHex(text: string, change: 'toUpperCase' | 'toLowerCase'): string {
  return text.replaceAll(/%[\da-f]{2}/gi, (escaped) => escaped[change]())
}

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
