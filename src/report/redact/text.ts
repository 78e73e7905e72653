import { decodeReferences } from './coding.ts'
import { isPlaceholder, MASK, patternOf, SECRET_FIELDS, SECRET_PARAMETERS } from './rules.ts'

/** Is told every secret that is found by its place. */
export type Learn = (value: string) => void

/**
 * Masks what its place in a text gives away: secret parameters of URLs, secret members of JSON, credentials after their scheme,
 * passwords in URLs, the signature of whatever has the shape of a JWT.
 * The expressions take time in proportion to the text, whatever it holds: a response comes from outside.
 */
export function maskText(text: string, learn: Learn): string {
  let masked = text
  if (masked.includes('=')) masked = masked.replace(PARAMETER, maskIn(learn, decodePercent))
  if (masked.includes('"')) masked = maskJson(masked, learn)
  if (masked.includes('://')) masked = masked.replace(USER_INFO, maskIn(learn, decodePercent))
  if (/basic|bearer/i.test(masked)) masked = masked.replace(CREDENTIALS, maskIn(learn, asIs))
  return masked.includes('eyJ') ? masked.replace(DOTTED, maskJwt) : masked
}

/** Masks the text of a body, which may be a form, a part of one, or a page with one, as well. */
export function maskBody(text: string, learn: Learn): string {
  const masked = FORM.test(text) ? text.replace(FIRST_PARAMETER, maskIn(learn, decodePercent)) : text
  const hasNames = masked.includes('name="')
  return maskText(
    hasNames ? masked.replace(PART, maskIn(learn, asIs)).replace(INPUT, maskIn(learn, decodeReferences)) : masked,
    learn,
  )
}

/** Has it the shape of a JWT? Such a value is masked by its shape and needs no remembering. */
export function isJwt(value: string): boolean {
  return /^eyJ[\w-]+(?:\.[\w-]*){2,4}$/.test(value)
}

const PARAMETER_NAME = patternOf(SECRET_PARAMETERS)
const FIELD_NAME = patternOf(SECRET_FIELDS)
const PARAMETER = new RegExp(String.raw`(?<before>[?&#;](?:${PARAMETER_NAME})=)(?<value>[^&#\s"'<>\\]+)`, 'gi')
const FIRST_PARAMETER = new RegExp(String.raw`^(?<before>(?:${PARAMETER_NAME})=)(?<value>[^&]+)`, 'i')
const FORM = /^[\w.~%+*[\]-]+=[^\s"<>{}]*$/
const PART = new RegExp(
  String.raw`(?<before>name="(?:${PARAMETER_NAME})"(?:;[^\r\n]{0,300})?\r\n(?:[^\r\n]{1,300}\r\n){0,8}\r\n)(?<value>[^\r\n]+)`,
  'gi',
)
/** A hidden field of a page, as in OAuth 2.0 Form Post Response Mode. */
const INPUT = new RegExp(String.raw`(?<before>name="(?:${PARAMETER_NAME})"[^<>]{0,300}?\bvalue=")(?<value>[^"]+)`, 'gi')
// An end that is missing counts as an end: texts are cut. A number that is known already is masked already, without quotes.
const MEMBER = new RegExp(
  String.raw`(?<before>"(?:${FIELD_NAME})"\s*:\s*)(?:"(?<value>[^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|\\?$)|(?<number>-?\d[\d.]*|\[masked\]))`,
  'gi',
)
/** The same in JSON that is itself a string in JSON. */
const QUOTED_MEMBER = new RegExp(
  String.raw`(?<before>\\"(?:${FIELD_NAME})\\"\s*:\s*\\")(?<value>[^"\\]*(?:\\(?:\\(?:\\[\\"]|[^\\"])|[^\\"])[^"\\]*)*)`,
  'gi',
)
/** PingOne's answer to a completed flow, and its passwords. Elsewhere `code` is the code of an error, and `value` is anything. */
const NESTED =
  /(?<before>"(?:authorizeResponse"\s*:\s*\{[^{}]*?"code|password"\s*:\s*\{[^{}]*?"value)"\s*:\s*")(?<value>[^"\\]*(?:\\.[^"\\]*)*)/g
const USER_INFO = /(?<before>:\/\/[^\s/?#@:"'<>]*:)(?<value>[^\s/?#@"<>]+)(?=@)/g
const CREDENTIALS = /(?<before>\b(?:Basic|Bearer)\s+)(?<value>(?=[^\s"']*[\d=])[\w.~+/-]{6,}=*)/gi
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]*){2,}/g

function maskJson(text: string, learn: Learn): string {
  const masked = text.replace(MEMBER, (...match) => {
    const { before, value, number } = groupsOf(match)
    if (isPlaceholder(value ?? '')) return String(match[0])
    const secret = value === undefined ? number : unescapeJson(value)
    if (secret !== undefined && secret !== MASK) learn(secret)
    return secret === '' ? `${before}""` : `${before}"${MASK}"`
  })
  return (
    masked.includes('\\"')
      ? masked.replace(
          QUOTED_MEMBER,
          maskIn(learn, (value) => unescapeJson(unescapeJson(value))),
        )
      : masked
  ).replace(NESTED, maskIn(learn, unescapeJson))
}

type Groups = Readonly<Record<string, string | undefined>>

function groupsOf(match: readonly unknown[]): Groups {
  // String.prototype.replace hands the named groups over last.
  return match.at(-1) as Groups
}

function maskIn(learn: Learn, decode: (value: string) => string): (...match: readonly unknown[]) => string {
  return (...match) => {
    const { before = '', value = '' } = groupsOf(match)
    if (value === '' || value === MASK || isPlaceholder(value)) return before + value
    learn(decode(value))
    return before + MASK
  }
}

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    // No percent-encoding after all.
    return value
  }
}

function unescapeJson(value: string): string {
  try {
    return JSON.parse(`"${value}"`) as string
  } catch {
    // Cut in the middle of an escape.
    return value
  }
}

/**
 * Takes a run of dotted words apart: after the header `eyJ…` (`{"` in base64url) come payload and signature, or four parts of an encrypted token.
 * Source: RFC 7515, section 3.1; RFC 7516, section 3.1.
 */
function maskJwt(run: string): string {
  const parts = run.split('.')
  const header = parts.findIndex((part) => JWT_HEADER.test(part))
  const length = parts.length - header
  if (header === -1 || length < 3) return run
  const readable = length >= 5 ? 1 : 2
  return [...parts.slice(0, header + readable), MASK].join('.')
}

const JWT_HEADER = /eyJ[\w-]{5,}$/

function asIs(value: string): string {
  return value
}
