import type { PathVariable, QueryParam, UrlTemplate } from '../model/collection.ts'

/** A whole `{{name}}`: what looks like a separator inside of it belongs to the name. */
const PLACEHOLDER = /\{\{[^{}]*\}\}/g

/**
 * The text of a URL: disabled query parameters left out, `:name` segments replaced by their values, nothing encoded
 * but the `&`, `#` and `=` that would change the meaning of the query.
 * Source: Url.toString of postman-collection 5, compared in test/load/url.test.ts.
 */
export function urlText(url: UrlTemplate): string {
  const protocol = url.protocol ? `${url.protocol.replace(/:\/\/$/, '')}://` : ''
  const port = url.port === undefined ? '' : `:${url.port}`
  const path = url.path ? `/${url.path.map((segment) => pathSegment(segment, url.variables)).join('/')}` : ''
  const query = url.query.filter((param) => !param.disabled)
  const search = query.length > 0 ? `?${query.map(queryText).join('&')}` : ''
  const hash = url.hash === undefined ? '' : `#${url.hash}`
  return `${protocol}${credentialsText(url.auth)}${url.host.join('.')}${port}${path}${search}${hash}`
}

function credentialsText(auth: UrlTemplate['auth']): string {
  if (auth?.user === undefined && auth?.password === undefined) return ''
  return `${auth.user ?? ''}${auth.password === undefined ? '' : `:${auth.password}`}@`
}

function pathSegment(segment: string, variables: readonly PathVariable[]): string {
  // A dot ends the name (`:id.json`).
  const name = /^:([^.]+)/.exec(segment)?.[1]
  const value = name === undefined ? undefined : variables.findLast((variable) => variable.key === name)?.value
  return name !== undefined && value ? value + segment.slice(name.length + 1) : segment
}

function queryText(param: QueryParam): string {
  const key = param.key === null ? '' : escaped(param.key, /[&#=]/g)
  return param.value === null ? key : `${key}=${escaped(param.value, /[&#]/g)}`
}

/** Escapes what would end a query parameter, placeholders excepted. */
function escaped(text: string, reserved: RegExp): string {
  if (text.search(reserved) < 0) return text
  const whole = new RegExp(`${PLACEHOLDER.source}|${reserved.source}`, 'g')
  return text.replace(whole, (match) => (match.length === 1 ? encodeURIComponent(match) : match))
}
