import { type NodeUrl, toNodeUrl } from 'postman-url-encoder'
import type { Body, Header, ProtocolBehavior } from '../model/collection.ts'
import type { ResolvedRequest, WireBody, WireRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { BodyFile } from './multipart.ts'
import { type ContentType, type Payload, toPayload } from './payload.ts'
import type { Random } from './ports.ts'
import { headerFailure, methodFailure, urlFailure } from './wire-failure.ts'

/** What the wire form needs to know besides the request. */
export interface WireInput {
  /** Cookies of the jar for the URL of the request; empty when there are none. */
  readonly cookieHeader: string
  /** The files of `bodyFiles`, by the path in the body. One that is missing is left out of the body. */
  readonly files: ReadonlyMap<string, BodyFile>
  readonly random: Random
  /** Default: our own. */
  readonly userAgent?: string | undefined
  /** Send nothing for a raw body that is a number or a boolean. Default false. */
  readonly dropScalars?: boolean | undefined
  /** What `encodeUrl` makes of the request, if somebody has done it already. */
  readonly url?: NodeUrl
}

/** A request that can be sent, or why it cannot: URL_INVALID, METHOD_INVALID or HEADER_INVALID. */
export type WireResult =
  | {
      readonly kind: 'wire'
      readonly request: WireRequest
      /** The body that the method has no place for. */
      readonly pruned?: WireBody
    }
  | {
      readonly kind: 'failed'
      readonly failure: Failure
      /** As far as it got, if it has a URL. */
      readonly request?: WireRequest
    }

/** The User-Agent of every request, unless the collection sets its own. */
export const USER_AGENT = 'flowgate/0.1.0'

/** Methods that newman 6.2.2 sends without Content-Length when there is no body. */
const METHODS_WITHOUT_LENGTH: readonly string[] = Object.freeze([
  'GET',
  'HEAD',
  'TRACE',
  'DELETE',
  'CONNECT',
  'OPTIONS',
])

/** Paths of the files that a body reads, each once, as written in the collection. */
export function bodyFiles(body: Body | undefined): readonly string[] {
  if (body === undefined || body.disabled === true) return []
  if (body.mode === 'file') return body.src === undefined || body.src === '' ? [] : [body.src]
  if (body.mode !== 'formdata') return []
  const paths = body.formdata.flatMap((part) => (part.type === 'file' && part.disabled !== true ? part.src : []))
  return [...new Set(paths)]
}

/**
 * Puts a request into the form that newman 6.2.2 gives it on the wire: URL encoding, headers in their order, body.
 * The one difference is the name in User-Agent. Signers add theirs at `credentialsAt`.
 * Source: bytes recorded from newman 6.2.2, in test/engine/wire.test.ts.
 */
export function toWire(resolved: ResolvedRequest, input: WireInput): WireResult {
  const method = resolved.method.toUpperCase()
  const { behavior } = resolved
  const url = input.url ?? encodeUrl(resolved)
  const failure = urlFailure(method, resolved.url, url) ?? methodFailure(method, url)
  if (failure !== undefined && resolved.url.trim() === '') return { kind: 'failed', failure }

  const own = collapse(resolved.header.filter(({ key, disabled }) => disabled !== true && key !== ''))
  const contentType = headerValue(own, 'content-type')
  const payload = toPayload(resolved.body, { ...input, method, behavior, header: resolved.header, contentType })
  const { headers, credentialsAt } = assemble(own, { method, url, payload, behavior, input })
  const withheld = withheldType(own, payload, behavior)
  const shown = withheld && { withheld }
  const request = { method, url: toText(url), headers, body: payload.body, behavior, credentialsAt, ...shown }
  const invalid = failure ?? headerFailure(method, url, headers)
  if (invalid !== undefined) return { kind: 'failed', failure: invalid, request }

  const ownCookie = headerValue(own, 'cookie')
  return {
    kind: 'wire',
    request: { ...request, ...(ownCookie === undefined ? {} : { ownCookie }) },
    ...(payload.pruned && { pruned: payload.pruned }),
  }
}

/** The URL that a request will go to in its parts, percent-encoded. */
export function encodeUrl({ url, behavior }: ResolvedRequest): NodeUrl {
  return toNodeUrl(url, behavior.disableUrlEncoding === true)
}

/** The text of such a URL, without user and fragment: what its cookies are looked up by. */
export function toText({ protocol, host, path }: NodeUrl): string {
  return `${protocol}//${host}${path}`
}

/**
 * Brings headers of one name together at the place of the first. Of names that differ only in case the last spelling
 * wins and the others are dropped; Cookie headers are joined.
 */
function collapse(headers: readonly Header[]): readonly Header[] {
  const bySpelling = new Map<string, readonly Header[]>()
  for (const header of headers) bySpelling.set(header.key, [...(bySpelling.get(header.key) ?? []), header])
  const byName = new Map<string, readonly Header[]>()
  for (const [key, group] of bySpelling) byName.set(key.toLowerCase(), group)
  return [...byName].flatMap(([name, group]) => {
    const lines = group.map(({ key, value }) => ({ key, value }))
    const [first] = lines
    if (name !== 'cookie' || first === undefined) return lines
    return [{ key: first.key, value: lines.map(({ value }) => value).join('; ') }]
  })
}

/** The first value of a header; `name` in lower case. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === name)?.value
}

interface Assembly {
  readonly method: string
  readonly url: NodeUrl
  readonly payload: Payload
  readonly behavior: ProtocolBehavior
  readonly input: WireInput
}

/** Lays out all headers in newman's order, which is the order in which its layers come to add theirs. */
function assemble(
  own: readonly Header[],
  { method, url, payload, behavior, input }: Assembly,
): { readonly headers: readonly Header[]; readonly credentialsAt: number } {
  const { body, contentType, length } = payload
  const off = behavior.disabledSystemHeaders ?? {}
  const headers = [...own]
  const indexOf = (name: string): number => headers.findIndex(({ key }) => key.toLowerCase() === name)
  const add = (key: string, value: string): void => {
    const name = key.toLowerCase()
    if (off[name] !== true && indexOf(name) === -1) headers.push({ key, value, system: true })
  }
  const addType = (place: ContentType['place']): void => {
    if (contentType?.place === place) add('Content-Type', contentType.value)
  }
  const addLength = (sizeBytes: number): void => add('Content-Length', String(sizeBytes))

  addType('early')
  const credentialsAt = headers.length
  addType('late')
  add('User-Agent', input.userAgent ?? USER_AGENT)
  add('Accept', '*/*')
  add('Cache-Control', 'no-cache')
  add('Postman-Token', input.random.uuid())
  add('Host', url.host)
  add('Accept-Encoding', 'gzip, deflate, br')
  add('Connection', 'keep-alive')
  addType('body')
  const typeAt = indexOf('content-type')
  const type = headers[typeAt]
  if (type !== undefined && contentType?.replaces === true && off['content-type'] !== true) {
    const others = headers.filter(({ key }) => key.toLowerCase() !== 'content-type')
    headers.splice(0, headers.length, ...others.toSpliced(typeAt, 0, { ...type, value: contentType.value }))
  }
  if (url.auth !== null && url.auth !== '') add('Authorization', basic(url.auth))
  if (body.kind === 'bytes' && length === 'before-cookie') addLength(body.bytes.byteLength)
  if (input.cookieHeader !== '' && behavior.disableCookies !== true) {
    const at = indexOf('cookie')
    const mine = headers[at]
    if (mine === undefined) headers.push({ key: 'Cookie', value: input.cookieHeader, system: true })
    else headers[at] = { ...mine, value: [mine.value, input.cookieHeader].filter((part) => part !== '').join('; ') }
  }
  if (body.kind === 'none' && !METHODS_WITHOUT_LENGTH.includes(method)) addLength(0)
  if (body.kind === 'bytes') addLength(body.bytes.byteLength)
  if (body.kind === 'parts') addLength(body.sizeBytes)
  addType('last')
  return { headers, credentialsAt }
}

/** newman 6.2.2 adds the Content-Type of these bodies before it looks at disabledSystemHeaders. */
function withheldType(
  own: readonly Header[],
  { contentType }: Payload,
  { disabledSystemHeaders }: ProtocolBehavior,
): readonly Header[] | undefined {
  const isEarlier = contentType?.place === 'early' || contentType?.place === 'late'
  const isWithheld = isEarlier && disabledSystemHeaders?.['content-type'] === true
  if (!isWithheld || headerValue(own, 'content-type') !== undefined) return undefined
  return [{ key: 'Content-Type', value: contentType.value, disabled: true, system: true }]
}

/** Source: RFC 7617 section 2; user and password are percent-encoded in the URL. */
function basic(userInfo: string): string {
  const [user = '', ...password] = userInfo.split(':')
  const bytes = new TextEncoder().encode(`${unescape(user)}:${password.map(unescape).join(':')}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run
      .slice(1)
      .split('%')
      .map((hex) => Number.parseInt(hex, 16))
    return new TextDecoder().decode(Uint8Array.from(bytes))
  })
}
