import http2, { type ClientHttp2Session } from 'node:http2'
import type { WireRequest } from '../model/exchange.ts'
import type { Address } from './address.ts'
import type { Connections } from './connections.ts'
import type { Limits, Reply } from './exchange.ts'
import { exchangeHttp2, type Session } from './http2-exchange.ts'
import { ProtocolUnavailable } from './tls.ts'

/** HTTP/2 for one run. */
export interface Http2 {
  /** Sends one request; undefined when `protocolVersion` is `auto` and the server speaks HTTP/1.1 only. Never rejects. */
  readonly exchange: (request: WireRequest, route: Http2Route) => Promise<Reply | undefined>
  readonly close: () => void
}

/** Where a request goes. */
interface Http2Route extends Limits {
  readonly address: Address
}

/** Headers of a response, all together; as for HTTP/1.1. */
const MAX_HEADER_BYTES = 256 * 1024

/** One session for each origin and setting, chosen by ALPN in the TLS handshake. Source: RFC 9113 section 3.2. */
export function createHttp2({ keyOf, openTls }: Pick<Connections, 'keyOf' | 'openTls'>): Http2 {
  const sessions = new Map<string, Promise<ClientHttp2Session | undefined>>()

  async function open(
    request: WireRequest,
    address: Address,
    forget: () => void,
  ): Promise<ClientHttp2Session | undefined> {
    const isStrict = request.behavior.protocolVersion === 'http2'
    const socket = await openTls(request, address, isStrict ? ['h2'] : ['h2', 'http/1.1'])
    if (socket.alpnProtocol !== 'h2') {
      socket.destroy()
      if (isStrict) throw new ProtocolUnavailable('HTTP/2 was not negotiated')
      return undefined
    }
    const session = http2.connect(`https://${address.host}`, {
      createConnection: () => socket,
      settings: { enablePush: false, maxHeaderListSize: MAX_HEADER_BYTES },
    })
    session.once('close', forget)
    session.once('goaway', forget)
    // Its streams report it too, each to its own exchange.
    session.on('error', forget)
    return session
  }

  /** Rejects with the errors of the connection, and with ProtocolUnavailable. */
  async function sessionFor(request: WireRequest, address: Address): Promise<Session | undefined> {
    const key = JSON.stringify([request.behavior.protocolVersion, keyOf(request, address)])
    const existing = sessions.get(key)
    if (existing !== undefined) return withUse(existing, true)
    const forget = (): void => {
      if (sessions.get(key) === opening) sessions.delete(key)
    }
    const opening = open(request, address, forget)
    sessions.set(key, opening)
    opening.catch(forget)
    return withUse(opening, false)
  }

  return {
    exchange: (request, { address, ...limits }) =>
      exchangeHttp2(request, { address, ...limits, session: () => sessionFor(request, address) }),
    close: () => {
      for (const opening of sessions.values()) {
        opening.then(
          (session) => session?.destroy(),
          () => {},
        )
      }
    },
  }
}

async function withUse(
  opening: Promise<ClientHttp2Session | undefined>,
  isReused: boolean,
): Promise<Session | undefined> {
  const native = await opening
  return native && { native, isReused }
}
