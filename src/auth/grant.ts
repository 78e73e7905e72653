import type { AuthSpec, Header } from '../model/collection.ts'
import { text } from './signer.ts'
import type { Grant, Pair } from './token.ts'

/**
 * The grant in the parameters of the auth tab: client credentials, or for any other grant type a refresh token. Undefined
 * when there is none, or it takes a browser. Client authentication goes into the header unless told otherwise; id and
 * secret are not percent-encoded there, which RFC 6749 asks for and Postman does not do.
 * Source: Postman Learning Center, "OAuth 2.0"; RFC 6749 sections 2.3.1, 4.4 and 6; postman-app-support#11850.
 */
export function readGrant(parameters: AuthSpec['parameters']): Grant | undefined {
  const get = (name: string): string => text(parameters[name])
  const isClient = get('grant_type') === 'client_credentials'
  const refreshToken = get('refreshToken')
  const url = (isClient ? '' : get('refreshTokenUrl')) || get('accessTokenUrl')
  if (url === '' || get('clientId') === '' || !(isClient || refreshToken !== '')) return undefined

  const kind = isClient ? 'client_credentials' : 'refresh_token'
  const extra = readExtra(parameters[isClient ? 'tokenRequestParams' : 'refreshRequestParams'])
  const inBody = get('client_authentication') === 'body' || get('clientSecret') === ''
  const credentials: readonly Pair[] = [
    ['client_id', get('clientId')],
    ['client_secret', get('clientSecret')],
  ]
  const basic = Buffer.from(`${get('clientId')}:${get('clientSecret')}`).toString('base64')
  const optional: readonly Pair[] = [
    ['scope', get('scope')],
    ['audience', get('audience')],
    ['resource', get('resource')],
  ]
  const fields = [...optional, ...(inBody ? credentials : [])].filter(([, value]) => value !== '')
  return {
    kind,
    url: withQuery(url, extra.url),
    headers: [...(inBody ? [] : [{ key: 'Authorization', value: `Basic ${basic}` }]), ...extra.headers],
    fields: [['grant_type', kind], ...fields, ...extra.body],
    ...(isClient ? {} : { refreshToken }),
  }
}

interface Extra {
  readonly headers: readonly Header[]
  readonly body: readonly Pair[]
  readonly url: readonly Pair[]
}

/** `tokenRequestParams` and `refreshRequestParams`: a list of `{ key, value, enabled, send_as }`. */
function readExtra(value: unknown): Extra {
  const entries = (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { key, value: written, enabled, disabled, send_as: place } = entry as Readonly<Record<string, unknown>>
    const isUsed = enabled !== false && disabled !== true && text(key) !== ''
    return isUsed ? [{ pair: [text(key), text(written)] as const, place }] : []
  })
  const sentAs = (name: string): readonly Pair[] => entries.flatMap(({ pair, place }) => (place === name ? [pair] : []))
  const isElsewhere = (place: unknown): boolean => place === 'request_header' || place === 'request_url'
  return {
    headers: sentAs('request_header').map(([key, written]) => ({ key, value: written })),
    url: sentAs('request_url'),
    body: entries.flatMap(({ pair, place }) => (isElsewhere(place) ? [] : [pair])),
  }
}

function withQuery(url: string, pairs: readonly Pair[]): string {
  const [place = ''] = url.trim().split('#')
  if (pairs.length === 0) return place
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
  return `${place}${place.includes('?') ? '&' : '?'}${query}`
}
