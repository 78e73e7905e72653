import { meaningsOf } from './coding.ts'
import { isSecretParameter } from './names.ts'
import { COMMON_WORDS, MAX_LENGTH, MIN_DIGITS, MIN_LENGTH } from './rules.ts'

/** Is a value unlikely to stand by accident in text that has nothing to do with it? Only then it is looked for outside of its place. */
export function isDistinct(value: string): boolean {
  if (value.length < MIN_LENGTH || value.length > MAX_LENGTH) return false
  if (COMMON_WORDS.has(value.toLowerCase()) || isSecretParameter(value)) return false
  return value.length >= MIN_DIGITS || !/^[\d.,:-]+$/.test(value)
}

/** The forms of a secret that are looked for, each once: as it is, in a form, in base64, in hexadecimal digits. Other escapes are undone in the text. */
export function formsOf(value: string): readonly string[] {
  return [...new Set(allFormsOf(value))].filter((form) => form.length >= MIN_LENGTH)
}

function allFormsOf(value: string): readonly string[] {
  if (UNRESERVED.test(value)) return [value, ...binaryFormsOf(value)]
  // Half a surrogate pair cannot be encoded.
  const whole = Buffer.from(value).toString()
  const meanings = meaningsOf(whole)
  return [
    value,
    ...meanings,
    whole.replaceAll(' ', '+'),
    // In bytes that are no text as a whole, and are looked through one by one.
    ...meanings.map((meaning) => Buffer.from(meaning).toString('latin1')),
    ...meanings.flatMap(escapedForms).flatMap(binaryFormsOf),
    ...linesOf(value),
    ...keyMembersOf(value),
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
  if (hex.length < 2 * MIN_DIGITS) return []
  // Credentials in a file that is put into base64 as a whole (`.dockerconfigjson`).
  const twice = base64Of(Buffer.from(value).toString('base64').replace(/=+$/, ''))
  return [hex, hex.toUpperCase(), ...base64Of(value), ...twice]
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

/** The private members of a JSON Web Key, which scripts take apart. Source: RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1. */
function keyMembersOf(value: string): readonly string[] {
  if (!value.includes('"kty"')) return []
  return [...value.matchAll(/"(?:d|p|q|dp|dq|qi|k)"\s*:\s*"(?<member>[\w-]+)"/g)]
    .map(({ groups }) => groups?.['member'] ?? '')
    .filter((member) => member.length >= MIN_LINE)
}

const MIN_LINE = 16
