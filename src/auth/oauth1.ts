import { createHash } from 'node:crypto'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { readKey } from '../native/keys.ts'
import { withForm } from './form-body.ts'
import { randomLetters } from './nonce.ts'
import {
  decodeForm,
  OAUTH1_METHODS,
  type OAuth1Message,
  type OAuth1Method,
  type Pair,
  signWithKey,
  signWithSecrets,
} from './oauth1-signature.ts'
import { percentEncode } from './percent.ts'
import { parameter, queryOf, withoutParameters, withParameters } from './query.ts'
import { refuse, type SignerTools, text, unsigned, withHeader, withoutHeaders } from './signer.ts'

type Parameters = AuthSpec['parameters']

/** The parameter of the protocol ← the parameter of the auth tab, in the order they are sent. */
const PROTOCOL = Object.freeze({
  oauth_consumer_key: 'consumerKey',
  oauth_token: 'token',
  oauth_signature_method: 'signatureMethod',
  oauth_timestamp: 'timestamp',
  oauth_nonce: 'nonce',
  oauth_version: 'version',
})

/** Sent only if they have a value, since they are extensions that not every server knows. */
const EXTENSIONS = Object.freeze({
  oauth_body_hash: 'bodyHash',
  oauth_callback: 'callback',
  oauth_verifier: 'verifier',
})

const OWN_NAMES: readonly string[] = Object.freeze([
  ...Object.keys(PROTOCOL),
  ...Object.keys(EXTENSIONS),
  'oauth_signature',
])

/**
 * OAuth 1.0: parameters and their signature in the header, else in a form that is sent, else in the query. Without a
 * consumer key, or the secret or private key that the method needs, nothing is added.
 * Source: RFC 5849; bytes observed with newman 6.2.2. Only what is sent is signed, where newman also signs a form that a
 * GET request drops.
 */
export async function signOAuth1(
  request: WireRequest,
  parameters: Parameters,
  tools: SignerTools,
): Promise<AuthorizeResult> {
  const name = text(parameters['signatureMethod'])
  const method = Object.hasOwn(OAUTH1_METHODS, name || 'HMAC-SHA1') ? OAUTH1_METHODS[name || 'HMAC-SHA1'] : undefined
  const isRsa = /^\W*rsa\W*(?:-|$)/i.test(name)
  const secret = isRsa ? 'privateKey' : 'consumerSecret'
  if (isEmpty(parameters['consumerKey']) || isEmpty(parameters[secret])) return unsigned(request)
  if (method === undefined) {
    return refuse(request, {
      type: 'oauth1',
      reason: `the signature method "${name}" is not known`,
      hint: `Set signatureMethod to one of ${Object.keys(OAUTH1_METHODS).join(', ')}`,
      newman: 'Unsupported signature method',
    })
  }
  const form = isForm(request, tools)
  const cleared = await clear(request, form, tools)
  const set = await protocolParameters(cleared, parameters, tools)
  const fields = form ? decodeForm(await bodyText(cleared, tools)) : []
  const signature = sign(
    {
      method: cleared.method,
      url: cleared.url,
      parameters: [...withMethod(set, name), ...fields].map(([key, value = '']): Pair => [key, value]),
    },
    { method, parameters },
  )
  if (signature === undefined) return refuseKey(request, name)
  const all: readonly Parameter[] = [...set, ['oauth_signature', signature]]
  if (isTrue(parameters['addParamsToHeader'])) {
    return withHeader(encodeQuery(cleared), 'Authorization', headerValue(all, parameters))
  }
  return form && /PUT|POST/.test(cleared.method)
    ? unsigned(await withFields(encodeQuery(cleared), all, tools))
    : unsigned(withQuery(encodeQuery(cleared), all))
}

/** A value of undefined is a parameter that the auth tab does not have. */
type Parameter = readonly [name: string, value: string | undefined]

function isEmpty(value: unknown): boolean {
  return text(value) === ''
}

/** As JavaScript has it, and so newman: the text `false` is true. */
function isTrue(value: unknown): boolean {
  return Boolean(value)
}

/** Is there a form that is sent, or that can be: a PUT or POST whose form has no fields gets one. */
function isForm({ method, body: { kind } }: WireRequest, { body }: SignerTools): boolean {
  if (body?.mode !== 'urlencoded' || body.disabled === true) return false
  return kind !== 'none' || /PUT|POST/.test(method)
}

/** Takes out what an earlier signature left. */
async function clear(request: WireRequest, form: boolean, tools: SignerTools): Promise<WireRequest> {
  const cleared = withoutParameters(withoutHeaders(request, ['Authorization']), OWN_NAMES)
  if (!form) return cleared
  const fields = (await bodyText(cleared, tools)).split('&')
  const kept = fields.filter((field) => !OWN_NAMES.includes(field.split('=', 1)[0] ?? ''))
  return kept.length === fields.length ? cleared : withForm(cleared, kept.join('&'))
}

async function bodyText({ body }: WireRequest, { readBody }: SignerTools): Promise<string> {
  return new TextDecoder().decode(await readBody(body))
}

async function protocolParameters(
  request: WireRequest,
  parameters: Parameters,
  tools: SignerTools,
): Promise<readonly Parameter[]> {
  const { addEmptyParamsToSign, nonce, timestamp } = parameters
  const values: Parameters = {
    ...parameters,
    nonce: isEmpty(nonce) ? randomLetters(11, tools.random) : nonce,
    timestamp: isEmpty(timestamp) ? Math.floor(tools.clock.epoch() / 1000) : timestamp,
    bodyHash: await bodyHash(request, parameters, tools),
  }
  const read = (name: string): string | undefined => (name in values ? text(values[name]) : undefined)
  const isSet = (value = ''): boolean => (isTrue(addEmptyParamsToSign) ? value : value.trim()) !== ''
  const protocol = Object.entries(PROTOCOL).map(([key, name]): Parameter => [key, read(name)])
  const extensions = Object.entries(EXTENSIONS).map(([key, name]): Parameter => [key, read(name)])
  return [
    ...protocol.filter(([, value]) => isTrue(addEmptyParamsToSign) || isSet(value)),
    ...extensions.filter(([, value]) => isSet(value)),
  ]
}

/**
 * Source: OAuth Request Body Hash, draft 4 (https://tools.ietf.org/id/draft-eaton-oauth-bodyhash-00.html), section 3.2: never
 * for a form. newman 6.2.2 leaves it out of multipart bodies, too, and hashes a body that the method keeps from being sent.
 */
async function bodyHash(request: WireRequest, parameters: Parameters, tools: SignerTools): Promise<string | undefined> {
  const [, hash] = text(parameters['signatureMethod']).split('-')
  const isFields = tools.body?.mode === 'urlencoded' || tools.body?.mode === 'formdata'
  if (!isTrue(parameters['includeBodyHash']) || hash === undefined || isFields) return undefined
  return createHash(hash)
    .update(await tools.readBody(tools.pruned ?? request.body))
    .digest('base64')
}

/** Without a method it is HMAC-SHA1, which then is signed, but not sent. */
function withMethod(set: readonly Parameter[], name: string): readonly Parameter[] {
  if (name !== '') return set
  return [...set.filter(([key]) => key !== 'oauth_signature_method'), ['oauth_signature_method', 'HMAC-SHA1']]
}

interface Signing {
  readonly method: OAuth1Method
  readonly parameters: Parameters
}

function sign(message: OAuth1Message, { method, parameters }: Signing): string | undefined {
  if (method.kind !== 'rsa') {
    return signWithSecrets(message, method, [text(parameters['consumerSecret']), text(parameters['tokenSecret'])])
  }
  const result = readKey(text(parameters['privateKey']), { algorithm: 'RS256', minBits: 0 })
  return result.kind === 'key' ? signWithKey(message, method.hash, result.key) : undefined
}

function refuseKey(request: WireRequest, name: string): AuthorizeResult {
  return refuse(request, {
    type: 'oauth1',
    reason: `privateKey is not a private RSA key that can be read, and ${name} signs with one`,
    hint: 'Set privateKey to an RSA key as PEM (PKCS #1 or PKCS #8) without passphrase',
    newman: 'error:1E08010C:DECODER routines::unsupported',
  })
}

/** OAuth asks for more to be encoded than Postman does otherwise. Source: RFC 5849 section 3.6. */
function encodeQuery(request: WireRequest): WireRequest {
  const query = queryOf(request.url) ?? ''
  if (query === '' || request.behavior.disableUrlEncoding === true) return request
  const encoded = decodeForm(query).map(([name, value]) => written(name, value))
  return { ...request, url: `${request.url.slice(0, -query.length)}${encoded.join('&')}` }
}

function written(name: string, value: string | undefined): string {
  return value === undefined ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`
}

function headerValue(set: readonly Parameter[], { realm, disableHeaderEncoding }: Parameters): string {
  const encode = isTrue(disableHeaderEncoding) ? (value: string): string => value : percentEncode
  const named = set.flatMap(([name, value = '']) => (value === '' ? [] : [`${name}="${encode(value.trim())}"`]))
  const place = text(realm).trim() === '' ? [] : [`realm="${encode(text(realm))}"`]
  return `OAuth ${[...place, ...named].join(',')}`
}

async function withFields(request: WireRequest, set: readonly Parameter[], tools: SignerTools): Promise<WireRequest> {
  const before = await bodyText(request, tools)
  const added = set.map(([name, value = '']) => `${name}=${percentEncode(value)}`)
  return withForm(request, [...(before === '' ? [] : [before]), ...added].join('&'))
}

function withQuery(request: WireRequest, set: readonly Parameter[]): WireRequest {
  const isAsWritten = request.behavior.disableUrlEncoding === true
  return withParameters(
    request,
    set.map(([name, value]) => (isAsWritten ? parameter(request, name, value) : written(name, value))),
  )
}
