import type { TLSSocket } from 'node:tls'
import type { WireRequest } from '../model/exchange.ts'
import type { HttpOptions } from '../model/options.ts'
import type { Probed, ProbeTarget } from '../model/probe.ts'
import { createOnAbort } from './abort.ts'
import { type Address, parseAddress } from './address.ts'
import { type Connections, createConnections } from './connections.ts'
import { exchange } from './exchange.ts'
import { faultOf } from './failure.ts'
import { unconnectedProxy } from './proxy.ts'

/** What a host may take to answer, with DNS, proxy and TLS. Milliseconds. */
const PATIENCE_MS = 5_000

/** Of the answer to HEAD only the head counts. */
const MAX_BODY_BYTES = 64 * 1024

/**
 * Asks a host for `HEAD /`, by the way that its requests would take: proxy, authorities, client certificate. Nothing of the request is sent, neither its
 * path nor its headers. Never rejects.
 */
export async function probe(target: ProbeTarget, http: HttpOptions, stop: AbortSignal): Promise<Probed> {
  const address = parseAddress(target.url)
  if (address === undefined) return failedWith('URL_INVALID', 'it is no http or https URL')
  const connections = createConnections(http)
  const signal = AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)])
  signal.addEventListener('abort', () => connections.close(), { once: true })
  try {
    return await ask({ request: requestOf(target, address), address }, connections, signal)
  } catch (error) {
    if (signal.aborted) return late()
    if (!(error instanceof Error)) throw error
    return { kind: 'failed', ...faultOf(error) }
  } finally {
    connections.close()
  }
}

interface Question {
  readonly request: WireRequest
  /** With the path of the request that it stands for. */
  readonly address: Address
}

async function ask({ request, address }: Question, connections: Connections, signal: AbortSignal): Promise<Probed> {
  const validUntil = address.protocol === 'https:' ? await shakeHands({ request, address }, connections) : undefined
  const way = connections.wayTo(request, address)
  const limits = { signal, onAbort: createOnAbort(), timeoutMs: 0, maxBodyBytes: MAX_BODY_BYTES }
  const from = Date.now()
  const reply = await exchange(request, { address: { ...address, path: '/' }, ...way, ...limits })
  if (reply.kind === 'stopped') return late()
  if (reply.kind === 'broken') {
    return { kind: 'failed', ...faultOf(way.forward === undefined ? reply.error : unconnectedProxy(reply.error)) }
  }
  const { headers } = reply
  return { kind: 'answered', headers, from, to: Date.now(), ...(validUntil !== undefined && { validUntil }) }
}

/** Until when the chain is valid; undefined if nobody verifies it. */
async function shakeHands({ request, address }: Question, connections: Connections): Promise<number | undefined> {
  const socket = await connections.openTls(request, address, ['http/1.1'])
  socket.on('error', () => socket.destroy())
  const ends = socket.authorized ? endsOf(socket) : []
  socket.destroy()
  return ends.length === 0 ? undefined : Math.min(...ends)
}

/** The last moment of each certificate, up to the one that signs itself. */
function endsOf(socket: TLSSocket): readonly number[] {
  const ends: number[] = []
  const seen = new Set<string>()
  let certificate = socket.getPeerCertificate(true)
  while (certificate?.valid_to !== undefined && !seen.has(certificate.fingerprint256)) {
    seen.add(certificate.fingerprint256)
    ends.push(Date.parse(certificate.valid_to))
    certificate = certificate.issuerCertificate
  }
  return ends.filter((end) => !Number.isNaN(end))
}

function requestOf({ behavior }: ProbeTarget, { protocol, host }: Address): WireRequest {
  return {
    method: 'HEAD',
    url: `${protocol}//${host}/`,
    headers: [
      { key: 'Host', value: host },
      { key: 'User-Agent', value: 'flowgate' },
      { key: 'Accept', value: '*/*' },
      { key: 'Connection', value: 'close' },
    ],
    body: { kind: 'none' },
    behavior,
  }
}

function late(): Probed {
  return failedWith('REQUEST_TIMEOUT', `it does not answer within ${PATIENCE_MS / 1000} s`)
}

function failedWith(code: Extract<Probed, { kind: 'failed' }>['code'], reason: string): Probed {
  return { kind: 'failed', code, reason }
}
