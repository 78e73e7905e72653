import type { Header } from '../../model/collection.ts'

/** A cookie as HAR has it. */
export interface HarCookie {
  readonly name: string
  readonly value: string
  readonly path?: string
  readonly domain?: string
  /** ISO 8601. */
  readonly expires?: string
  readonly httpOnly?: boolean
  readonly secure?: boolean
}

/** The cookies of a Cookie header. */
export function cookiesOf(header: string): readonly HarCookie[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map(named)
}

/** The cookies of the Set-Cookie headers. */
export function setCookiesOf(headers: readonly Header[]): readonly HarCookie[] {
  return headers.filter(({ key }) => key.toLowerCase() === 'set-cookie').map(({ value }) => setCookie(value))
}

function setCookie(header: string): HarCookie {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
  const values = new Map(attributes.map(named).map(({ name, value }) => [name.toLowerCase(), value]))
  const [path, domain, expires] = ['path', 'domain', 'expires'].map((name) => values.get(name))
  const end = Date.parse(expires ?? '')
  return {
    ...named(pair),
    ...(path !== undefined && { path }),
    ...(domain !== undefined && { domain }),
    ...(!Number.isNaN(end) && { expires: new Date(end).toISOString() }),
    httpOnly: values.has('httponly'),
    secure: values.has('secure'),
  }
}

function named(pair: string): { readonly name: string; readonly value: string } {
  const equals = pair.indexOf('=')
  return equals < 0 ? { name: pair, value: '' } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
}
