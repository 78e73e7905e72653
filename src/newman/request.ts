import { urlFromJson, urlToJson } from '../load/url.ts'
import type { AuthSpec, Body, FormPart, Header, UrlTemplate } from '../model/collection.ts'
import type { ResolvedRequest, WireBody, WireRequest } from '../model/exchange.ts'
import type { JsonObject } from './catalogue.ts'

/** A request as newman's reports have it. */
export interface NewmanRequest {
  readonly url: object
  readonly header: readonly Header[]
  readonly method: string
  readonly body?: unknown
  readonly auth?: JsonObject
}

/**
 * Writes a request as the JSON of postman-collection: URL and headers as they went out, disabled headers too; a raw body without its
 * comments; the user of the URL, and forms before they were encoded. `replayed`: the attempt before, of a replay.
 * Source: Collection Format v2.1 "request"; compared with newman 6.2.2.
 */
export function newmanRequest(request: ResolvedRequest, wire: WireRequest, replayed?: NewmanRequest): NewmanRequest {
  const header = newmanHeaders(request, wire.headers)
  return {
    url: urlJson(sentUrl(request, wire)),
    header: replayed === undefined ? header : signedLater(header, hasCookie(replayed)),
    method: wire.method,
    ...(request.body !== undefined && { body: newmanBody(request.body, wire.body) }),
    ...(request.auth !== undefined && { auth: newmanAuth(request.auth) }),
  }
}

function hasCookie({ header }: NewmanRequest): boolean {
  return header.some(({ key }) => /^cookie$/i.test(key))
}

/** A replay is signed after all that the first attempt had: its cookies too, if it had any. */
function signedLater(headers: readonly Header[], hadCookie: boolean): readonly Header[] {
  const isSignature = ({ key }: Header): boolean => /^authorization$/i.test(key)
  const isCookie = ({ key }: Header): boolean => !hadCookie && /^cookie$/i.test(key)
  const rest = headers.filter((each) => !isSignature(each) && !isCookie(each))
  return [...rest, ...headers.filter(isSignature), ...headers.filter(isCookie)]
}

/** The request as newman has it when there was no response: what the lower layer adds is put on it with the response. */
export function unansweredRequest(request: NewmanRequest): NewmanRequest {
  const header = request.header.filter(({ key, system }) => system !== true || !/^(cookie|content-length)$/i.test(key))
  return { ...request, header }
}

/** The request as newman's `beforeRequest` has it: signed, but its URL is not encoded yet, but for the query that OAuth 1 encodes. */
export function unsentRequest(request: ResolvedRequest, wire: WireRequest): NewmanRequest {
  const written = urlFromJson(request.url)
  const sent = urlFromJson(wire.url)
  const isEncoded = request.auth?.type === 'oauth1' && isSigned(wire) && wire.behavior.disableUrlEncoding !== true
  const query = [
    ...(isEncoded ? [] : written.query),
    ...sent.query.slice(isEncoded ? 0 : written.query.filter(({ disabled }) => disabled !== true).length),
  ]
  return { ...newmanRequest(request, wire), url: urlJson({ ...written, query }) }
}

/** By OAuth 1, wherever its parameters are. */
function isSigned({ url, headers }: WireRequest): boolean {
  return (
    url.includes('oauth_signature=') || headers.some(({ key, system }) => system === true && key === 'Authorization')
  )
}

function sentUrl(request: ResolvedRequest, wire: WireRequest): UrlTemplate {
  const { auth, hash } = urlFromJson(request.url)
  return { ...urlFromJson(wire.url), ...(auth && { auth: encoded(auth) }), ...(hash !== undefined && { hash }) }
}

function encoded({ user, password }: NonNullable<UrlTemplate['auth']>): NonNullable<UrlTemplate['auth']> {
  return {
    ...(user !== undefined && { user: userText(user) }),
    ...(password !== undefined && { password: userText(password) }),
  }
}

/** Source: WHATWG URL, "userinfo percent-encode set". */
function userText(text: string): string {
  return text.replace(/[^!$%&'()*+,\-.\w~]/gu, (character) => encodeURIComponent(character))
}

/** Lists that are empty are written too, as postman-collection does. */
function urlJson(url: UrlTemplate): object {
  return { query: [], variable: [], ...urlToJson(url) }
}

/** The type and its parameters as a list. */
function newmanAuth({ type, parameters }: AuthSpec): JsonObject {
  const list = Object.entries(parameters).map(([key, value]) => ({ type: 'any', value, key }))
  return { type, ...(list.length > 0 && { [type]: list }) }
}

/**
 * The headers as written, then those that were added on the way. The Content-Type of a form or file is not among them: in newman it comes
 * from a lower layer. That layer also replaces Cookie and Content-Length, which are then headers of the system.
 */
function newmanHeaders(request: ResolvedRequest, sent: readonly Header[]): readonly Header[] {
  const { header, body, auth } = request
  const isSigned = auth !== undefined && auth.type !== 'noauth'
  const isUserOfUrl = !isSigned && urlFromJson(request.url).auth !== undefined
  const isForm = body?.mode === 'urlencoded' || body?.mode === 'formdata' || body?.mode === 'file'
  const isReplaced = ({ key }: Header): boolean => /^(cookie|content-length)$/i.test(key)
  const replacing = sent.filter(isReplaced).map(({ key, value }) => ({ key, value, system: true }))
  const enabled = header.filter(({ disabled }) => disabled !== true)
  const isOwn = ({ key, value, system }: Header): boolean =>
    system !== true && enabled.some((each) => each.key === key && each.value === value)
  // A lower layer adds these two: they go out, but newman does not see them.
  const isUnseen = ({ key }: Header): boolean =>
    (isForm && /^content-type$/i.test(key)) || (isUserOfUrl && /^authorization$/i.test(key))
  const added = sent.filter((each) => !isReplaced(each) && !isOwn(each) && !isUnseen(each))
  // A signer puts its header in place of one that the request has.
  const isDropped = ({ key, disabled }: Header): boolean =>
    disabled !== true && added.some((each) => each.key.toLowerCase() === key.toLowerCase())
  const own = header.filter((each) => each.key !== '' && !isDropped(each)).map((each) => replaced(each, replacing))
  const rest = replacing.filter(({ key }) => !own.some((each) => each.key.toLowerCase() === key.toLowerCase()))
  return [...own, ...added, ...rest]
}

function replaced(header: Header, replacing: readonly Header[]): Header {
  if (header.disabled === true) return header
  return replacing.find(({ key }) => key.toLowerCase() === header.key.toLowerCase()) ?? header
}

function newmanBody(body: Body, wire: WireBody): unknown {
  const mark = body.disabled === true ? { disabled: true } : {}
  switch (body.mode) {
    case 'raw': {
      const options = body.language === undefined ? {} : { options: { raw: { language: body.language } } }
      const raw = wire.kind === 'bytes' ? new TextDecoder().decode(wire.bytes) : body.raw
      return { mode: 'raw', raw, ...options, ...mark }
    }
    case 'urlencoded':
      return { mode: 'urlencoded', urlencoded: body.urlencoded, ...mark }
    case 'formdata':
      return { mode: 'formdata', formdata: body.formdata.flatMap(newmanParts), ...mark }
    case 'file': {
      const { src, content } = body
      return {
        mode: 'file',
        file: { ...(src !== undefined && { src }), ...(content !== undefined && { content }) },
        ...mark,
      }
    }
    case 'graphql': {
      const { mode, disabled: _, ...graphql } = body
      return { mode, graphql, ...mark }
    }
  }
}

/** One part for each file, as newman sends them; what a file without a path holds is not told. */
function newmanParts(part: FormPart): readonly unknown[] {
  if (part.type !== 'file') return [part]
  const { src, isList, content, isUnread, ...rest } = part
  const path = isList === true ? src : src[0]
  const own = { ...rest, ...(src.length > 0 && { src: path }) }
  if (isUnread === true && content !== undefined) return [{ ...own, value: content }]
  if (isUnread === true || (src.length === 0 && content === undefined))
    return [{ ...own, fileName: rest.fileName ?? '' }]
  return src.length === 0 ? [own] : src.map((each) => ({ ...rest, src: each }))
}
