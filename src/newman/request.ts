import { bodyToJson } from '../load/body.ts'
import { authToJson } from '../load/request.ts'
import { isSameName, sentRequest, unansweredHeaders } from '../load/sent.ts'
import { urlFromJson, urlToJson } from '../load/url.ts'
import type { Body, FormPart, Header, QueryParam, UrlTemplate } from '../model/collection.ts'
import type { ResolvedRequest, WireRequest } from '../model/exchange.ts'
import type { JsonObject } from './catalogue.ts'

/** A request as newman's reports have it. */
export interface NewmanRequest {
  readonly url: object
  readonly header: readonly Header[]
  readonly method: string
  readonly body?: unknown
  readonly auth?: JsonObject
  /** As JSON, if it is not what the collection has. */
  readonly written?: unknown
}

/**
 * Writes a request as the JSON of postman-collection: URL and headers as they went out, disabled headers too; a raw body without its
 * comments; the user of the URL, and forms before they were encoded. `replayed`: the attempt before, of a replay.
 * Source: Collection Format v2.1 "request"; compared with newman 6.2.2.
 */
export function newmanRequest(request: ResolvedRequest, wire: WireRequest, replayed?: NewmanRequest): NewmanRequest {
  const { url, header, body } = sentRequest(request, wire)
  return {
    url: urlJson(url),
    header: replayed === undefined ? header : signedLater(header, hasCookie(replayed)),
    method: wire.method,
    ...(body !== undefined && { body: newmanBody(body) }),
    ...(request.auth !== undefined && { auth: authToJson(request.auth) }),
    ...(request.written !== undefined && { written: request.written }),
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

/** The request as newman has it when there was no response. */
export function unansweredRequest(request: NewmanRequest): NewmanRequest {
  return { ...request, header: unansweredHeaders(request.header) }
}

/** The request as newman's `beforeRequest` has it: signed, but its URL and form are as written yet. */
export function unsentRequest(request: ResolvedRequest, wire: WireRequest): NewmanRequest {
  const written = urlFromJson(request.url)
  const sent = urlFromJson(wire.url).query
  // OAuth 1 writes the query as it goes out, AWS only what it adds.
  const isEncoded = request.auth?.type === 'oauth1' && isSigned(wire)
  const isAws = request.auth?.type === 'awsv4'
  const query = isEncoded
    ? sent
    : sent.map((param) => writtenParam(param, written.query) ?? (isAws ? param : decodedParam(param)))
  const { auth, ...unsent } = newmanRequest(request, wire)
  // Auth of a folder or the collection is no part of the request before it is sent.
  const isOwn = request.auth?.sharedBy === undefined
  return {
    ...unsent,
    ...(isOwn && auth && { auth }),
    header: unsent.header.flatMap((each) => unsentHeader(each, request, wire)),
    url: urlJson({ ...written, variables: written.variables.map(({ key }) => ({ key })), query }),
  }
}

/** Of the headers that are added, newman has those up to the signature by then; the user's own are not replaced yet. */
function unsentHeader(header: Header, request: ResolvedRequest, wire: WireRequest): readonly Header[] {
  if (header.system !== true) return [header]
  const { headers, withheld = [], credentialsAt = 0 } = wire
  const early = [...headers.slice(0, credentialsAt), ...withheld.filter(({ value }) => value === 'application/json')]
  const { disabled: _, ...enabled } = header
  if (early.some(({ key, system }) => system === true && key === header.key)) return [enabled]
  const isReplaced = ({ key, disabled }: Header): boolean => disabled !== true && isSameName(key, header.key)
  return request.header.filter(isReplaced)
}

/** By OAuth 1, wherever its parameters are. */
function isSigned({ url, headers }: WireRequest): boolean {
  return (
    url.includes('oauth_signature=') || headers.some(({ key, system }) => system === true && key === 'Authorization')
  )
}

/** A parameter of the URL as it was before it was encoded; undefined for one that a signer added. */
function writtenParam(sent: QueryParam, query: readonly QueryParam[]): QueryParam | undefined {
  const plain = decodedParam(sent)
  return query.find(({ key, value }) => decoded(key) === plain.key && decoded(value) === plain.value)
}

function decodedParam({ key, value }: QueryParam): QueryParam {
  return { key: decoded(key), value: decoded(value) }
}

function decoded(text: string | null): string | null {
  return text === null ? null : text.replace(/(?:%[\da-f]{2})+/gi, decodedBytes)
}

function decodedBytes(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}

/** Lists that are empty are written too, as postman-collection does. */
function urlJson(url: UrlTemplate): object {
  return { query: [], variable: [], ...urlToJson(url) }
}

/** As the format has it, but for files, and for what a query lacks. */
function newmanBody(body: Body): unknown {
  const json = bodyToJson(body)
  if (body.mode === 'formdata') return { ...json, formdata: body.formdata.flatMap(newmanParts) }
  if (body.mode !== 'graphql') return json
  const { mode: _, disabled: __, ...graphql } = body
  return { ...json, graphql }
}

/** One part for each file, as newman sends them; what a file without a path holds is not told. */
function newmanParts(part: FormPart): readonly unknown[] {
  if (part.type !== 'file') return [part]
  const { src, isList, content, isUnread, ...rest } = part
  const path = isList === true ? src : src[0]
  const own = { ...rest, ...((src.length > 0 || isList === true) && { src: path }) }
  if (isUnread === true && content !== undefined) return [{ ...own, value: content }]
  const isPathless = src.every((each) => each === '')
  if (isUnread === true || (isPathless && content === undefined)) return [{ ...own, fileName: rest.fileName ?? '' }]
  return src.length === 0 ? [own] : src.map((each) => ({ ...rest, src: each }))
}
