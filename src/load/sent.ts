import type { Body, FormField, Header, RequestTemplate, UrlTemplate } from '../model/collection.ts'
import type { ResolvedRequest, WireBody, WireRequest } from '../model/exchange.ts'
import { parseQuery, urlFromJson } from './url.ts'

/**
 * A request as Postman shows it, in test scripts and in reports, once it went out: values in place of placeholders, the URL percent-encoded with
 * the user and the fragment that stay behind, the headers and the form fields that were added on the way, a raw body without its comments.
 * Source: observed with newman 6.2.2.
 */
export function sentRequest(request: ResolvedRequest, wire: WireRequest): RequestTemplate {
  const { body, auth } = request
  return {
    method: wire.method,
    url: sentUrl(request, wire),
    header: sentHeaders(request, wire),
    ...(body && { body: sentBody(body, wire.body) }),
    ...(auth && { auth }),
  }
}

/** The headers of a request without a response: what the lower layer adds is put on it with the response. */
export function unansweredHeaders(headers: readonly Header[]): readonly Header[] {
  return headers.filter((header) => header.system !== true || !isReplaced(header))
}

/** The lower layer puts these in place of the user's. */
function isReplaced({ key }: Header): boolean {
  return /^(cookie|content-length)$/i.test(key)
}

function sentUrl(request: ResolvedRequest, wire: WireRequest): UrlTemplate {
  const { auth, hash } = urlFromJson(request.url)
  const { variables, ...sent } = urlFromJson(wire.url)
  return {
    ...sent,
    variables: variables.map(({ key }) => ({ key })),
    ...(auth && { auth: encoded(auth) }),
    ...(hash !== undefined && { hash: request.behavior.disableUrlEncoding === true ? hash : fragmentText(hash) }),
  }
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

/** Source: WHATWG URL, "fragment percent-encode set". */
function fragmentText(text: string): string {
  return text.replace(/[^!#-;=?-_a-~]/gu, (character) => encodeURIComponent(character))
}

/** Headers that the runner adds to any request. */
const RUNNERS: readonly string[] = Object.freeze([
  'user-agent',
  'accept',
  'cache-control',
  'postman-token',
  'host',
  'accept-encoding',
  'connection',
  'content-type',
])

/**
 * The headers as written, disabled ones too, then those that were added on the way. The Content-Type of a form or file is not among them: in
 * newman it comes from a lower layer. That layer also replaces Cookie and Content-Length, which are then headers of the system.
 */
function sentHeaders(
  { url, header, body, auth }: ResolvedRequest,
  { headers: sent, withheld = [] }: WireRequest,
): readonly Header[] {
  const isSigned = auth !== undefined && auth.type !== 'noauth'
  const isUserOfUrl = !isSigned && urlFromJson(url).auth !== undefined
  const isForm = body?.mode === 'urlencoded' || body?.mode === 'formdata' || body?.mode === 'file'
  const replacing = sent.filter(isReplaced).map(({ key, value }) => ({ key, value, system: true }))
  const enabled = header.filter(({ disabled }) => disabled !== true)
  const isOwn = ({ key, value, system }: Header): boolean =>
    system !== true && enabled.some((each) => each.key === key && each.value === value)
  // A lower layer adds these two, or puts them in place of the user's: they go out, but newman does not see them.
  const isUnseen = ({ key }: Header): boolean =>
    (isForm && /^content-type$/i.test(key)) || (isUserOfUrl && /^authorization$/i.test(key))
  const added = sent.filter((each) => !isReplaced(each) && !isOwn(each) && !isUnseen(each))
  // A signer puts its header in place of all that the request has, the runner where it has none.
  const isDropped = ({ key, disabled }: Header): boolean =>
    added.some((each) => isSameName(each.key, key)) &&
    (disabled !== true || (isSigned && !RUNNERS.includes(key.toLowerCase())))
  // A signer that writes into the query takes the user's credentials away.
  const isTaken = ({ key, disabled }: Header): boolean =>
    isSigned &&
    disabled !== true &&
    /^(authorization|x-amz-)/i.test(key) &&
    !sent.some((each) => isSameName(each.key, key))
  // Several of one name give way to one at the end.
  const isJoined = (each: Header): boolean =>
    each.disabled !== true && isReplaced(each) && enabled.filter(({ key }) => isSameName(key, each.key)).length > 1
  const own = header
    .filter((each) => !isDropped(each) && !isTaken(each) && !isJoined(each))
    .map((each) => replaced(each, replacing))
  const rest = replacing.filter(({ key }) => !own.some((each) => isSameName(each.key, key)))
  return [...own, ...withheld, ...added, ...rest]
}

/** What is off stays off, with what the lower layer puts there. */
function replaced(header: Header, replacing: readonly Header[]): Header {
  const instead = replacing.find(({ key }) => isSameName(key, header.key))
  return instead === undefined || header.disabled !== true ? (instead ?? header) : { ...instead, disabled: true }
}

/** Are names of headers the same. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function sentBody(body: Body, wire: WireBody): Body {
  if (wire.kind !== 'bytes') return body
  if (body.mode === 'raw') return { ...body, raw: new TextDecoder().decode(wire.bytes) }
  if (body.mode !== 'urlencoded') return body
  const fields = parseQuery(new TextDecoder().decode(wire.bytes)).slice(
    body.urlencoded.filter(({ disabled }) => disabled !== true).length,
  )
  return fields.length === 0 ? body : { ...body, urlencoded: [...body.urlencoded, ...fields.map(signersField)] }
}

/** What a signer put behind the fields of the form. */
function signersField({ key, value }: ReturnType<typeof parseQuery>[number]): FormField {
  return { key: decodeURIComponent(key ?? ''), value: decodeURIComponent(value ?? ''), system: true }
}
