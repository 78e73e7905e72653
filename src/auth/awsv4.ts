import { createHash, createHmac } from 'node:crypto'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { type AwsMessage, canonicalRequest, signedHeaderNames } from './aws-canonical.ts'
import { percentEncode } from './percent.ts'
import { parameter, queryOf, withoutParameters, withParameters } from './query.ts'
import { refuse, type SignerTools, signedHeaders, text, unsigned, withHeader, withoutHeaders } from './signer.ts'

type Parameters = AuthSpec['parameters']

/** What an earlier signature left. `X-Amz-Expires` is the user's. */
const OLD_HEADERS = Object.freeze(['Authorization', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Amz-Content-Sha256'])
const OLD_PARAMETERS = Object.freeze([
  'X-Amz-Security-Token',
  'X-Amz-Date',
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
])

/** Seconds that a URL signed for S3 is valid, as in newman 6.2.2. */
const S3_EXPIRES = '86400'

interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly sessionToken: string
  readonly service: string
  readonly region: string
}

/**
 * AWS Signature Version 4, in headers or in the query. Service and region are `execute-api` and `us-east-1` unless given.
 * Without the keys nothing is added, where newman signs with the word "undefined".
 * Source: AWS, "Create a signed AWS API request" (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html);
 * bytes observed with newman 6.2.2. The body that is sent is what is signed, also in forms, multipart and signed URLs, where newman
 * signs another.
 */
export async function signAwsV4(
  request: WireRequest,
  parameters: Parameters,
  tools: SignerTools,
): Promise<AuthorizeResult> {
  const credentials = readCredentials(parameters)
  if (credentials.accessKey === '' || credentials.secretKey === '') {
    const missing = credentials.accessKey === '' ? 'accessKey' : 'secretKey'
    return unsigned(request, `awsv4: ${missing} is empty, so the request is not signed`)
  }
  const cleared = withoutParameters(withoutHeaders(request, OLD_HEADERS), OLD_PARAMETERS)
  const dateTime = dateTimeOf(cleared, tools)
  if (dateTime === undefined) {
    return refuse(cleared, {
      type: 'awsv4',
      reason: 'the Date header is not a date',
      hint: 'Correct the Date header of the request, or remove it to sign the time of now',
      newman: 'Invalid time value',
    })
  }
  const signing = { credentials, dateTime, scope: scopeOf(credentials, dateTime) }
  const bytes = await tools.readBody(cleared.body)
  if (parameters['addAuthDataToQuery']) return signQuery(cleared, signing, bytes)
  return signHeaders(cleared, signing, { bytes, isNamed: bytes.length > 0 && tools.body?.mode !== 'formdata' })
}

interface Signing {
  readonly credentials: Credentials
  /** `20260101T000000Z` */
  readonly dateTime: string
  /** `20260101/us-east-1/execute-api/aws4_request` */
  readonly scope: string
}

function readCredentials(parameters: Parameters): Credentials {
  const service = text(parameters['service']) || 'execute-api'
  return {
    accessKey: text(parameters['accessKey']),
    secretKey: text(parameters['secretKey']),
    sessionToken: text(parameters['sessionToken']),
    // The host of SES begins with another name than its signatures use.
    service: service === 'email' ? 'ses' : service,
    region: text(parameters['region']) || 'us-east-1',
  }
}

interface Payload {
  readonly bytes: Uint8Array
  /** Does its hash go into a header? newman 6.2.2 writes none for multipart bodies. */
  readonly isNamed: boolean
}

function signHeaders(request: WireRequest, signing: Signing, { bytes, isNamed }: Payload): AuthorizeResult {
  const { credentials, dateTime, scope } = signing
  const hash = sha256(bytes)
  const isS3 = credentials.service === 's3'
  let signed = request
  const set = (key: string, value: string): void => {
    signed = withHeader(signed, key, value).request
  }
  if (isNamed) set('X-Amz-Content-Sha256', hash)
  if (!hasHost(request)) set('Host', hostOf(request.url))
  if (credentials.sessionToken !== '') set('X-Amz-Security-Token', credentials.sessionToken)
  if (isS3 && !isNamed) set('X-Amz-Content-Sha256', hash)
  set('X-Amz-Date', dateTime)
  const message = toMessage(signed, credentials, hash)
  const names = signedHeaderNames(message)
  const credential = `Credential=${credentials.accessKey}/${scope}`
  const signature = signatureOf(message, signing)
  return withHeader(
    signed,
    'Authorization',
    `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`,
  )
}

/** Source: AWS, "Authenticating requests: using query parameters". */
function signQuery(request: WireRequest, signing: Signing, body: Uint8Array): AuthorizeResult {
  const { credentials, dateTime, scope } = signing
  const isS3 = credentials.service === 's3'
  const hosted = hasHost(request) ? request : withHeader(request, 'Host', hostOf(request.url)).request
  const add = (to: WireRequest, pairs: readonly (readonly [string, string])[]): WireRequest =>
    withParameters(
      to,
      pairs.map(([name, value]) => parameter(to, name, percentEncode(value))),
    )
  const hasExpires = /(?:^|&)X-Amz-Expires=[^&]/.test(queryOf(request.url) ?? '')
  const unsignedUrl = add(hosted, [
    ...(credentials.sessionToken === '' ? [] : [['X-Amz-Security-Token', credentials.sessionToken] as const]),
    ...(isS3 && !hasExpires ? [['X-Amz-Expires', S3_EXPIRES] as const] : []),
    ['X-Amz-Date', dateTime],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${credentials.accessKey}/${scope}`],
    ['X-Amz-SignedHeaders', signedHeaderNames(toMessage(hosted, credentials, ''))],
  ])
  const message = toMessage(unsignedUrl, credentials, isS3 ? 'UNSIGNED-PAYLOAD' : sha256(body))
  return unsigned(add(unsignedUrl, [['X-Amz-Signature', signatureOf(message, signing)]]))
}

function toMessage(request: WireRequest, { service }: Credentials, bodyHash: string): AwsMessage {
  const { method, url } = request
  return { method, url, headers: signedHeaders(request), bodyHash, isS3: service === 's3' }
}

function scopeOf({ region, service }: Credentials, dateTime: string): string {
  return `${dateTime.slice(0, 8)}/${region}/${service}/aws4_request`
}

/** A Date header of the user's own is the time that is signed; undefined when it is none. */
function dateTimeOf(request: WireRequest, { clock }: SignerTools): string | undefined {
  const own = signedHeaders(request).findLast(({ key }) => key === 'Date' || key === 'date')?.value
  const date = new Date(own === undefined || own === '' ? clock.epoch() : own)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/[:-]|\.\d{3}/g, '')
}

function hasHost(request: WireRequest): boolean {
  return signedHeaders(request).some(({ key }) => key.toLowerCase() === 'host')
}

function hostOf(url: string): string {
  return /^[^/]*\/\/([^/?]*)/.exec(url)?.[1] ?? ''
}

function signatureOf(message: AwsMessage, { credentials, dateTime, scope }: Signing): string {
  const toSign = ['AWS4-HMAC-SHA256', dateTime, scope, sha256(canonicalRequest(message))].join('\n')
  const key = scope
    .split('/')
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${credentials.secretKey}`)
  return hmac(key, toSign).toString('hex')
}

function hmac(key: string | Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest()
}

function sha256(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex')
}
