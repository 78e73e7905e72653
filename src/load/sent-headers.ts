import type { Header } from '../model/collection.ts'
import type { ResolvedRequest } from '../model/exchange.ts'
import { urlFromJson } from './url.ts'

/**
 * The headers of a request that went out, as Postman's SDK has them: as written, also those that are disabled, then those that were added on
 * the way. The Content-Type of a form or file is not among them: it comes from a lower layer. That layer also replaces Cookie and
 * Content-Length, which are then headers of the system. Source: newman 6.2.2, observed.
 */
export function headersAfterSending(request: ResolvedRequest, sent: readonly Header[]): readonly Header[] {
  const { header, body, auth } = request
  const isSigned = auth !== undefined && auth.type !== 'noauth'
  const isUserOfUrl = !isSigned && urlFromJson(request.url).auth !== undefined
  const isForm = body?.mode === 'urlencoded' || body?.mode === 'formdata' || body?.mode === 'file'
  const isReplaced = ({ key }: Header): boolean => /^(cookie|content-length)$/i.test(key)
  const replacing = sent.filter(isReplaced).map(({ key, value }) => ({ key, value, system: true }))
  const enabled = header.filter(({ disabled }) => disabled !== true)
  const isOwn = ({ key, value }: Header): boolean => enabled.some((each) => each.key === key && each.value === value)
  // A lower layer adds these two: they go out, but newman does not see them.
  const isUnseen = ({ key, system }: Header): boolean =>
    (isForm && system === true && /^content-type$/i.test(key)) || (isUserOfUrl && /^authorization$/i.test(key))
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
