import { createHash, createHmac } from 'node:crypto'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { randomLetters } from './nonce.ts'
import { nameRequest, type SignerTools, signedHeaders, text, unsigned, withHeader } from './signer.ts'

/** Algorithms of the Hawk protocol. */
const ALGORITHMS: readonly string[] = Object.freeze(['sha1', 'sha256'])

/**
 * Hawk (https://github.com/mozilla/hawk/blob/main/API.md), header version 1. A nonce and a timestamp that are not given
 * are made for each request, where newman 6.2.2 uses those of the first request again for all that inherit the auth.
 * Without id or key the request goes out as it is, without an algorithm with an empty Authorization, as newman does it;
 * another algorithm fails with AUTH_INVALID. `user` is not part of the protocol and not used. Challenges are not answered.
 * Source: Postman Learning Center, "Hawk authentication"; bytes observed with newman 6.2.2.
 */
export async function signHawk(
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: SignerTools,
): Promise<AuthorizeResult> {
  const value = (name: string): string => text(parameters[name])
  const algorithm = value('algorithm')
  if (value('authId') === '' || value('authKey') === '') return unsigned(request)
  if (algorithm === '') return withHeader(request, 'Authorization', '')
  if (!ALGORITHMS.includes(algorithm)) return unknown(request, algorithm)

  const header = headerOf({
    algorithm,
    target: targetOf(request),
    id: value('authId'),
    key: value('authKey'),
    nonce: value('nonce') || randomLetters(6, tools.random),
    timestamp: value('timestamp') || String(Math.floor(tools.clock.epoch() / 1000)),
    hash: parameters['includePayloadHash'] ? await payloadHash(request, algorithm, tools) : '',
    extra: value('extraData'),
    application: value('app'),
    delegation: value('delegation'),
  })
  return withHeader(request, 'Authorization', header)
}

/** newman 6.2.2 says nothing, and sends an empty header. */
function unknown(request: WireRequest, algorithm: string): AuthorizeResult {
  const message = `Cannot sign "${nameRequest(request)}" with hawk: the algorithm "${algorithm}" is not known`
  return {
    kind: 'failed',
    failure: { code: 'AUTH_INVALID', message, hint: `Choose one of ${ALGORITHMS.join(', ')}` },
    unsigned: { request: withHeader(request, 'Authorization', '').request },
  }
}

interface HawkInput {
  readonly algorithm: string
  readonly target: Target
  readonly id: string
  readonly key: string
  readonly nonce: string
  readonly timestamp: string
  /** Empty: not sent. So the three below. */
  readonly hash: string
  readonly extra: string
  readonly application: string
  /** Only goes with an application. */
  readonly delegation: string
}

function headerOf(input: HawkInput): string {
  const { id, timestamp, nonce, hash, extra, application, delegation } = input
  const parts = [
    `id="${id}"`,
    `ts="${timestamp}"`,
    `nonce="${nonce}"`,
    ...(hash === '' ? [] : [`hash="${hash}"`]),
    ...(extra === '' ? [] : [`ext="${extra.replace(/["\\]/g, '\\$&')}"`]),
    `mac="${macOf(input)}"`,
    ...(application === '' ? [] : [`app="${application}"`]),
    ...(application === '' || delegation === '' ? [] : [`dlg="${delegation}"`]),
  ]
  return `Hawk ${parts.join(', ')}`
}

function macOf({ algorithm, key, target, ...input }: HawkInput): string {
  const { timestamp, nonce, hash, extra, application, delegation } = input
  const { method, resource, host, port } = target
  const lines = [
    'hawk.1.header',
    timestamp,
    nonce,
    method,
    resource,
    host,
    port,
    hash,
    // The first of each only, as the servers of the protocol have it.
    extra.replace('\\', '\\\\').replace('\n', '\\n'),
    ...(application === '' ? [] : [application, delegation]),
  ]
  return createHmac(algorithm, key)
    .update(`${lines.join('\n')}\n`)
    .digest('base64')
}

/** What of the request is signed. */
interface Target {
  readonly method: string
  /** Path and query. */
  readonly resource: string
  readonly host: string
  readonly port: string
}

function targetOf({ method, url }: WireRequest): Target {
  const {
    scheme,
    host = '',
    port,
    rest = '',
  } = /^(?<scheme>\w+):\/\/(?<host>\[[^\]]*\]|[^/?:]*)(?::(?<port>\d+))?(?<rest>.*)$/s.exec(url)?.groups ?? {}
  const resource = rest.startsWith('/') ? rest : `/${rest}`
  return { method, resource, host: host.toLowerCase(), port: port ?? (scheme === 'https' ? '443' : '80') }
}

/**
 * Covers the body and its Content-Type, unless the runner adds that only after signing; a form with files or parts has
 * no hash. Source: newman 6.2.2, observed.
 */
async function payloadHash(
  request: WireRequest,
  algorithm: string,
  { body, pruned, readBody }: SignerTools,
): Promise<string> {
  if (body?.mode === 'formdata') return ''
  const payload = await readBody(pruned ?? request.body)
  if (payload.byteLength === 0) return ''
  const written = signedHeaders(request).find(({ key }) => key.toLowerCase() === 'content-type')?.value ?? ''
  const [type = ''] = written.split(';')
  return createHash(algorithm)
    .update(`hawk.1.payload\n${type.trim().toLowerCase()}\n`)
    .update(payload)
    .update('\n')
    .digest('base64')
}
