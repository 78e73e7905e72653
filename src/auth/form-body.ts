import type { Header } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'

const FORM = 'application/x-www-form-urlencoded'

/**
 * Puts another text in place of the body, as a form: the length is written anew, and what a body needs where there was
 * none. Source: places of the headers observed with newman 6.2.2.
 */
export function withForm(request: WireRequest, form: string): WireRequest {
  const bytes = new TextEncoder().encode(form)
  const length = String(bytes.byteLength)
  const headers = request.body.kind === 'none' ? asForm(request.headers) : request.headers
  return {
    ...request,
    body: { kind: 'bytes', bytes },
    headers: headers.map((header) => (isRunners(header, 'content-length') ? { ...header, value: length } : header)),
  }
}

/** The type goes after the other headers of the runner, the length before its cookies. */
function asForm(headers: readonly Header[]): readonly Header[] {
  const others = headers.filter((header) => !isRunners(header, 'content-length'))
  const typed = others.some(({ key }) => key.toLowerCase() === 'content-type')
    ? others.map(asFormType)
    : insertBefore(others, { key: 'Content-Type', value: FORM, system: true }, ['authorization', 'cookie'])
  return insertBefore(typed, { key: 'Content-Length', value: '', system: true }, ['cookie'])
}

function asFormType(header: Header): Header {
  const isOtherType = header.key.toLowerCase() === 'content-type' && !header.value.startsWith(FORM)
  return isOtherType ? { ...header, value: FORM } : header
}

function insertBefore(headers: readonly Header[], header: Header, names: readonly string[]): readonly Header[] {
  const connection = headers.findIndex((other) => isRunners(other, 'connection'))
  const at = headers.findIndex((other, index) => index > connection && names.some((name) => isRunners(other, name)))
  const place = at === -1 ? headers.length : at
  return [...headers.slice(0, place), header, ...headers.slice(place)]
}

function isRunners({ key, system }: Header, name: string): boolean {
  return system === true && key.toLowerCase() === name
}
