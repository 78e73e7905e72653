import { decodePercent, decodeReferences } from './coding.ts'
import { hideCredentials } from './headers.ts'
import type { Hide } from './lore.ts'
import type { Names } from './names.ts'
import { isVariable, PLACEHOLDER } from './placeholder.ts'

/** Masks what its place in a text gives away. */
export interface TextMasks {
  /** Secret parameters of URLs, secret members of JSON, credentials after their scheme, passwords in URLs. */
  readonly text: (text: string, hide: Hide) => string
  /** The text of a body, which may be a form, a part of one, or a page with one, as well. */
  readonly body: (text: string, hide: Hide) => string
}

/** The expressions take time in proportion to the text, whatever it holds: a response comes from outside. */
export function createTextMasks(names: Names): TextMasks {
  const expressions = expressionsOf(names)

  function maskText(text: string, hide: Hide): string {
    const inParameter = maskIn({ hide, decode: decodeForm, isSecret: names.isParameter })
    let masked = text
    if (masked.includes('=')) masked = masked.replace(expressions.parameter, inParameter)
    if (masked.includes('"')) masked = maskJson(masked, hide)
    if (masked.includes('://')) masked = masked.replace(USER_INFO, maskUserInfo(hide))
    return /basic|bearer/i.test(masked) ? masked.replace(CREDENTIALS, maskCredentials(hide)) : masked
  }

  function maskJson(text: string, hide: Hide): string {
    const masked = text.replace(expressions.member, (...match) => {
      const { before = '', name = '', value, number } = groupsOf(match)
      if (!names.isField(name) || isVariable(value ?? '')) return String(match[0])
      // Known already, it is masked already, without quotes.
      const shown = number?.startsWith('[') === true ? number : hideAny(hide, name, number ?? unescapeJson(value ?? ''))
      return `${before}"${shown}"`
    })
    const decodeTwice = (value: string): string => unescapeJson(unescapeJson(value))
    const inQuoted = maskIn({ hide, decode: decodeTwice, isSecret: names.isField })
    const quoted = masked.includes('\\"') ? masked.replace(expressions.quotedMember, inQuoted) : masked
    return quoted.replace(NESTED, maskIn({ hide, decode: unescapeJson, isSecret: () => true }))
  }

  return {
    text: maskText,
    body: (text, hide) => {
      const inForm = maskIn({ hide, decode: decodeForm, isSecret: names.isParameter })
      const masked = FORM.test(text) ? text.replace(expressions.firstParameter, inForm) : text
      if (!masked.includes('name="')) return maskText(masked, hide)
      const inPart = maskIn({ hide, decode: asIs, isSecret: names.isParameter })
      const inInput = maskIn({ hide, decode: decodeReferences, isSecret: names.isParameter })
      return maskText(masked.replace(expressions.part, inPart).replace(expressions.input, inInput), hide)
    },
  }
}

interface Expressions {
  readonly parameter: RegExp
  readonly firstParameter: RegExp
  /** A part of a multipart form. */
  readonly part: RegExp
  /** A hidden field of a page, as in OAuth 2.0 Form Post Response Mode. */
  readonly input: RegExp
  readonly member: RegExp
  /** A member of JSON that is itself a string in JSON. */
  readonly quotedMember: RegExp
}

function expressionsOf({ fieldPattern, parameterPattern }: Names): Expressions {
  const parameter = `(?<name>${parameterPattern})`
  const field = `(?<name>${fieldPattern})`
  return {
    parameter: new RegExp(
      String.raw`(?<before>[?&#;]${parameter}=)(?<value>(?:${PLACEHOLDER_TEXT}|[^&#\s"'<>\\])+)`,
      'gi',
    ),
    firstParameter: new RegExp(String.raw`^(?<before>${parameter}=)(?<value>[^&]+)`, 'i'),
    part: new RegExp(
      String.raw`(?<before>name="${parameter}"(?:;[^\r\n]{0,300})?\r\n(?:[^\r\n]{1,300}\r\n){0,8}\r\n)(?<value>(?:[^\r]|\r(?!\n--)){1,16384})`,
      'gi',
    ),
    input: new RegExp(String.raw`(?<before>name="${parameter}"[^<>]{0,300}?\bvalue=")(?<value>[^"]+)`, 'gi'),
    // An end that is missing counts as an end: texts are cut.
    member: new RegExp(
      String.raw`(?<before>"${field}"\s*:\s*)(?:"(?<value>[^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|\\?$)|(?<number>-?\d[\d.]*|${PLACEHOLDER_TEXT}))`,
      'gi',
    ),
    quotedMember: new RegExp(
      String.raw`(?<before>\\"${field}\\"\s*:\s*\\")(?<value>[^"\\]*(?:\\(?:\\(?:\\[\\"]|[^\\"])|[^\\"])[^"\\]*)*)`,
      'gi',
    ),
  }
}

/** As in `placeholder.ts`, whose groups would be in the way. */
const PLACEHOLDER_TEXT = PLACEHOLDER.source.replaceAll(/\?<\w+>/g, '?:')
const FORM = /^[\w.~%+*[\]-]+=[^\s"<>{}]*$/
/** PingOne's answer to a completed flow, and its passwords. Elsewhere `code` is the code of an error, and `value` is anything. */
const NESTED =
  /(?<before>"(?:authorizeResponse"\s*:\s*\{[^{}]*?"(?<code>code)|(?<password>password)"\s*:\s*\{[^{}]*?"value)"\s*:\s*")(?<value>[^"\\]*(?:\\.[^"\\]*)*)/g
const USER_INFO = /(?<before>:\/\/[^\s/?#@:"'<>]*:)(?<value>[^\s/?#@"<>]+)(?=@)/g
const CREDENTIALS = /\b(?<scheme>Basic|Bearer)(?<blank>\s+)(?<value>(?=[^\s"']*[\d=])[\w.~+/-]{6,}=*)/gi

type Groups = Readonly<Record<string, string | undefined>>

type Replace = (...match: readonly unknown[]) => string

function groupsOf(match: readonly unknown[]): Groups {
  // String.prototype.replace hands the named groups over last.
  return match.at(-1) as Groups
}

/** What is done with what an expression has found. */
interface Place {
  readonly hide: Hide
  readonly decode: (value: string) => string
  readonly isSecret: (name: string) => boolean
}

function maskIn({ hide, decode, isSecret }: Place): Replace {
  return (...match) => {
    const { before = '', value = '', ...named } = groupsOf(match)
    const name = named['name'] ?? named['code'] ?? named['password'] ?? ''
    const isShown = value === '' || isVariable(value) || !isSecret(name)
    return before + (isShown ? value : hideAny(hide, name, decode(value)))
  }
}

function maskUserInfo(hide: Hide): Replace {
  return maskIn({ hide: (_, value) => hide('password', value), decode: decodeForm, isSecret: () => true })
}

function maskCredentials(hide: Hide): Replace {
  return (...match) => {
    const { scheme = '', blank = '', value = '' } = groupsOf(match)
    const [all, at, text] = [match[0], match.at(-3), match.at(-2)] as [string, number, string]
    // A JWT has lost its signature before.
    if (text.charAt(at + all.length) === '[') return all
    return scheme + blank + hideCredentials(hide, scheme, value)
  }
}

function hideAny(hide: Hide, name: string, value: string): string {
  return value === '' ? '' : hide(name, value)
}

function decodeForm(value: string): string {
  return decodePercent(value.replaceAll('+', ' ')) ?? value
}

function unescapeJson(value: string): string {
  try {
    return JSON.parse(`"${value}"`) as string
  } catch {
    // Cut in the middle of an escape.
    return value
  }
}

function asIs(value: string): string {
  return value
}
