import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { SIGNING_ALGORITHMS } from '../native/keys.ts'
import { algorithmOf, type Jws, type JwsResult, signWithPrivateKey, signWithSecret } from './jws.ts'
import { parameter, withoutParameters, withParameters } from './query.ts'
import { newmanWarning, refuse, text, unsigned, withHeader } from './signer.ts'

type Parameters = AuthSpec['parameters']

/**
 * A JWT that is made and signed for the request, in the header or the query. Without algorithm, key or payload the
 * request goes out unsigned, with newman's warning.
 * Source: Postman Learning Center, "JWT bearer"; RFC 7515; bytes observed with newman 6.2.2. Beyond newman a key may be
 * PKCS #1, SEC 1 or a JWK.
 */
export async function signJwt(request: WireRequest, parameters: Parameters): Promise<AuthorizeResult> {
  const name = text(parameters['algorithm'])
  const algorithm = algorithmOf(name)
  const refuseFor = (reason: string, hint: string, newman: string): AuthorizeResult =>
    refuse(request, { type: 'jwt', reason, hint, newman })
  if (algorithm === undefined) {
    if (name === '') return unsigned(request, newmanWarning('jwt', 'invalid algorithm'))
    const hint = `Set algorithm to one of ${Object.keys(SIGNING_ALGORITHMS).join(', ')}`
    return refuseFor(`the algorithm "${name}" is not known`, hint, 'invalid algorithm')
  }
  const isSecret = SIGNING_ALGORITHMS[algorithm].family === 'secret'
  const source = isSecret ? 'secret' : 'privateKey'
  const key = parameters[source]
  const newmanOnKey = `Invalid ${isSecret ? 'secret' : 'private'} key. Enter a valid key.`
  if (key === undefined || key === null || key === '') return unsigned(request, newmanWarning('jwt', newmanOnKey))
  if (typeof key !== 'string') return refuseFor(`${source} is no text`, `Write ${source} in quotes`, newmanOnKey)

  const header = readJson(parameters['header'])
  if (header.kind === 'broken') return refuseFor('header is not JSON', JSON_HINT, header.reason)
  const payload = readJson(parameters['payload'])
  if (payload.kind === 'broken') return refuseFor('payload is not JSON', JSON_HINT, payload.reason)
  if (payload.value === undefined) return unsigned(request, newmanWarning('jwt', NO_CLAIMS))
  const claims = payload.value === '' ? {} : payload.value
  if (!isObject(claims)) return refuseFor('payload is not a JSON object', JSON_HINT, NO_CLAIMS)

  const jws: Jws = { claims, header: Object.assign({}, header.value, { alg: algorithm }) }
  const result = isSecret ? await signSecret(jws, key, parameters) : await signWithPrivateKey(jws, key)
  if (result.kind === 'unusable') return refuseFor(`${source} ${result.reason}`, result.hint, result.newman)
  return place(request, result.token, parameters)
}

const NO_CLAIMS = 'JWT Claims Set MUST be an object'
const JSON_HINT = 'Write it as a JSON object, such as { "sub": "user" }'

type Json = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'broken'; readonly reason: string }

/** A parameter may be JSON text or JSON itself; null is absent, empty text stays empty. */
function readJson(value: unknown): Json {
  if (value === null) return { kind: 'json', value: undefined }
  if (typeof value !== 'string' || value.trim() === '') {
    return { kind: 'json', value: typeof value === 'string' ? '' : value }
  }
  try {
    return { kind: 'json', value: JSON.parse(value) }
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function signSecret(jws: Jws, secret: string, { isSecretBase64Encoded }: Parameters): Promise<JwsResult> {
  const isBase64 = Boolean(isSecretBase64Encoded)
  const bytes = Buffer.from(secret, isBase64 ? 'base64' : 'utf8')
  if (bytes.length > 0) return signWithSecret(jws, bytes)
  const hint = 'Set secret to base64, or isSecretBase64Encoded to false'
  return {
    kind: 'unusable',
    problem: 'not-a-secret',
    reason: 'is not base64',
    hint,
    newman: 'Zero-length key is not supported',
  }
}

function place(request: WireRequest, token: string, parameters: Parameters): AuthorizeResult {
  const addTokenTo = parameters['addTokenTo'] || 'header'
  if (addTokenTo === 'header') {
    const prefix = parameters['headerPrefix']
    const written = prefix === undefined || prefix === null ? 'Bearer' : text(prefix)
    return withHeader(request, 'Authorization', written === '' ? token : `${written} ${token}`)
  }
  if (addTokenTo !== 'queryParam') return unsigned(request)
  const key = text(parameters['queryParamKey']) || 'token'
  const added = parameter(request, key, token)
  const [name = ''] = added.split('=', 1)
  return unsigned(withParameters(withoutParameters(request, [name]), [added]))
}
