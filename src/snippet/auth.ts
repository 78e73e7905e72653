import type { AuthSpec } from '../model/collection.ts'

/** What auth adds to a request, as far as that can be told before variables are resolved. */
export type AddedAuth =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'header' | 'query'; readonly key: string; readonly value: string }
  /** It can only be told when the request is sent. */
  | { readonly kind: 'unknown' }

/** Auth of the collection → what stands in the snippet. */
export function addedAuth(auth: AuthSpec | undefined): AddedAuth {
  const parameter = (name: string): string => textOf(auth?.parameters[name])
  switch (auth?.type) {
    case undefined:
    case 'noauth':
      return { kind: 'nothing' }
    case 'bearer':
      return authorization(`Bearer ${parameter('token')}`)
    case 'basic':
      return basic(`${parameter('username')}:${parameter('password')}`)
    case 'apikey':
      return {
        kind: parameter('in') === 'query' ? 'query' : 'header',
        key: parameter('key'),
        value: parameter('value'),
      }
    case 'oauth2':
      return oauth2(auth)
    default:
      return { kind: 'unknown' }
  }
}

function authorization(value: string): AddedAuth {
  return { kind: 'header', key: 'Authorization', value }
}

/** In base64 nothing could be put in the place of a variable any more. */
function basic(credentials: string): AddedAuth {
  if (/\{\{|<</.test(credentials)) return { kind: 'unknown' }
  return authorization(`Basic ${Buffer.from(credentials).toString('base64')}`)
}

/** Without a token one would be fetched in the run. */
function oauth2({ parameters }: AuthSpec): AddedAuth {
  const token = textOf(parameters['accessToken'])
  if (token === '') return { kind: 'unknown' }
  if (parameters['addTokenTo'] === 'queryParams') return { kind: 'query', key: 'access_token', value: token }
  return authorization(`${textOf(parameters['headerPrefix'] ?? 'Bearer')} ${token}`.trim())
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}
