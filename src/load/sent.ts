import type { Header, RequestTemplate, UrlTemplate } from '../model/collection.ts'
import type { ResolvedRequest, WireRequest } from '../model/exchange.ts'
import { urlFromJson } from './url.ts'

/**
 * A request as Postman shows it, in test scripts and in reports, once it went out: values in place of placeholders, the URL percent-encoded with
 * the user and the fragment that stay behind, the headers that were added on the way.
 * Source: observed with newman 6.2.2.
 */
export function sentRequest(request: ResolvedRequest, wire: WireRequest): RequestTemplate {
  const { body, auth } = request
  return {
    method: wire.method,
    url: sentUrl(request, wire),
    header: sentHeaders(request, wire.headers),
    ...(body && { body }),
    ...(auth && { auth }),
  }
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

/**
 * The headers as written, disabled ones too, then those that were added on the way. The Content-Type of a form or file is not among them: in
 * newman it comes from a lower layer. That layer also replaces Cookie and Content-Length, which are then headers of the system.
 */
function sentHeaders(request: ResolvedRequest, sent: readonly Header[]): readonly Header[] {
  const { header, body, auth } = request
  const isSigned = auth !== undefined && auth.type !== 'noauth'
  const isUserOfUrl = !isSigned && urlFromJson(request.url).auth !== undefined
  const isForm = body?.mode === 'urlencoded' || body?.mode === 'formdata' || body?.mode === 'file'
  const isReplaced = ({ key }: Header): boolean => /^(cookie|content-length)$/i.test(key)
  const replacing = sent.filter(isReplaced).map(({ key, value }) => ({ key, value, system: true }))
  const enabled = header.filter(({ disabled }) => disabled !== true)
  const isOwn = ({ key, value }: Header): boolean => enabled.some((each) => each.key === key && each.value === value)
  // A lower layer adds these two, or puts them in place of the user's: they go out, but newman does not see them.
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
