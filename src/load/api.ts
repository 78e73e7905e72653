import type { InputKind } from './input.ts'

/** How the Postman API is reached. Source: https://learning.postman.com/docs/developer/postman-api/authentication */
export interface ApiAccess {
  /** Value of --postman-api-key. */
  readonly postmanApiKey?: string | undefined
  /** Where the API is; default `https://api.postman.com`. */
  readonly postmanApi?: string | undefined
}

const API = 'https://api.postman.com'
const API_HOSTS: readonly string[] = Object.freeze(['api.postman.com', 'api.getpostman.com'])
const UID = /^[0-9A-Z]+-[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i
const COLLECTIONS: Readonly<Partial<Record<InputKind, string>>> = Object.freeze({
  collection: 'collections',
  environment: 'environments',
})

/** Does it look like the id that the Postman API gives to a collection or environment: owner and UUID. */
export function isUid(source: string, kind: InputKind): boolean {
  return COLLECTIONS[kind] !== undefined && UID.test(source)
}

/** Where the Postman API has what a UID names. */
export function uidUrl(uid: string, kind: InputKind, { postmanApi = API }: ApiAccess): string {
  return `${postmanApi.replace(/\/+$/, '')}/${COLLECTIONS[kind] ?? ''}/${uid}`
}

/** A URL without a key in its query, and the key that has to go into the header X-Api-Key. */
export interface ApiRequest {
  readonly url: URL
  readonly apiKey?: string
}

/** A key in the query of an API URL outranks --postman-api-key, as in newman. Other URLs stay as they are, and get no key. */
export function apiRequest(url: URL, access: ApiAccess): ApiRequest {
  if (!isApiUrl(url, access)) return { url }
  const apiKey = url.searchParams.get('apikey') || access.postmanApiKey
  const bare = new URL(url)
  bare.searchParams.delete('apikey')
  return { url: bare, ...(apiKey ? { apiKey } : {}) }
}

/** Is it a URL of the Postman API, which may see the key. */
export function isApiUrl(url: URL, { postmanApi = API }: ApiAccess): boolean {
  return API_HOSTS.includes(url.hostname) || url.origin === new URL(postmanApi).origin
}
