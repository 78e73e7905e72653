import { once, setMaxListeners } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import net, { type Socket } from 'node:net'
import tls, { type TLSSocket } from 'node:tls'
import { callbackify } from 'node:util'
import type { Header } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { ClientCertificate, HttpOptions } from '../model/options.ts'
import { type Address, isLocalhost, lookupLocalhost } from './address.ts'
import { findCertificate } from './certificates.ts'
import { createDial, type Dial, proxySettings, socketOptions } from './dial.ts'
import { findProxy, type Proxy } from './proxy.ts'
import { type TlsSettings, tlsSettings } from './tls.ts'

/** How a request gets to its server. */
export interface Way {
  readonly agent: http.Agent
  /** Absent: Node decides, which verifies unless NODE_TLS_REJECT_UNAUTHORIZED says otherwise. */
  readonly rejectUnauthorized?: boolean
  /** The proxy that is sent the whole URL, in place of the server. */
  readonly forward?: Proxy
  /** Set: the agent opens a tunnel, and repeats some of these headers to its proxy. */
  readonly tunnelHeaders?: readonly Header[]
}

/** The connections of one run. */
export interface Connections {
  /** Throws ProxyError and TlsSetupError. */
  readonly wayTo: (request: WireRequest, address: Address) => Way
  /** Opens a TLS connection beside the agents. Rejects with ProxyError, TlsSetupError and what TLS says. */
  readonly openTls: (request: WireRequest, address: Address, alpn: readonly string[]) => Promise<TLSSocket>
  /** Requests with the same key can share a connection that openTls made. */
  readonly keyOf: (request: WireRequest, address: Address) => string
  readonly close: () => void
}

/**
 * Idle sockets are closed before usual servers close them (Node after 5 s), since a request that crosses such a close
 * is lost. Milliseconds.
 */
const IDLE_MS = 4_000

/** Keep-alive agents: one for plain http, one for usual https, and one for each other setting of TLS or proxy, made when first needed. */
export function createConnections(options: HttpOptions): Connections {
  const { clientCertificates = [], extraCa = [], proxyEnv = {} } = options
  const settings = { keepAlive: true, noDelay: true, timeout: IDLE_MS }
  const plain = new http.Agent(settings)
  const secure = new https.Agent(settings)
  const special = new Map<string, http.Agent>()
  const closing = new AbortController()
  // One listener for each connection that is being made.
  setMaxListeners(0, closing.signal)
  const hasProxy = Object.values(proxyEnv).some(Boolean)

  const proxyFor = (address: Address): Proxy | undefined => (hasProxy ? findProxy(proxyEnv, address) : undefined)
  const settingsFor = ({ behavior }: WireRequest, address: Address): TlsSettings =>
    tlsSettings(behavior, options, findCertificate(clientCertificates, address))
  const indexOf = (certificate: ClientCertificate | undefined): number =>
    certificate === undefined ? -1 : clientCertificates.indexOf(certificate)
  const dialFor = (proxy: Proxy, { behavior }: WireRequest): Dial =>
    createDial(proxy, { http: options, behavior, signal: closing.signal })

  function shared(key: readonly unknown[], create: () => http.Agent): http.Agent {
    const text = JSON.stringify(key)
    const agent = special.get(text) ?? create()
    special.set(text, agent)
    return agent
  }

  function plainWay(request: WireRequest, proxy: Proxy): Way {
    if (proxy.kind === 'http') return { agent: plain, forward: proxy }
    if (proxy.kind === 'https') {
      const tlsTo = proxySettings(request.behavior, options)
      const create = (): http.Agent => new https.Agent({ ...settings, ...socketOptions(tlsTo, options) })
      return { agent: shared(['forward', tlsTo], create), forward: proxy }
    }
    const create = (): http.Agent => dialling(new http.Agent(settings), dialFor(proxy, request), closing.signal)
    return { agent: shared(['http', proxy], create), tunnelHeaders: request.headers }
  }

  function secureWay(request: WireRequest, address: Address, proxy: Proxy | undefined): Way {
    const { certificate, ...tlsTo } = settingsFor(request, address)
    const { rejectUnauthorized } = tlsTo
    if (proxy === undefined && certificate === undefined && extraCa.length === 0 && isUsual(tlsTo)) {
      return { agent: secure, ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) }
    }
    const create = (): http.Agent => {
      const withTls = { ...settings, ...socketOptions({ ...tlsTo, ...(certificate && { certificate }) }, options) }
      const agent = new https.Agent(withTls)
      return proxy === undefined ? agent : dialling(agent, dialFor(proxy, request), closing.signal)
    }
    const agent = shared(['https', proxy, tlsTo, indexOf(certificate)], create)
    return proxy === undefined ? { agent } : { agent, tunnelHeaders: request.headers }
  }

  return {
    wayTo: (request, address) => {
      const given = givenAgent(options, address)
      if (given !== undefined) {
        const { rejectUnauthorized } = settingsFor(request, address)
        return { agent: given, ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) }
      }
      const proxy = proxyFor(address)
      if (address.protocol === 'https:') return secureWay(request, address, proxy)
      return proxy === undefined ? { agent: plain } : plainWay(request, proxy)
    },
    openTls: async (request, address, alpn) => {
      const proxy = proxyFor(address)
      const target = { hostname: address.hostname, port: address.port ?? 443 }
      const through = proxy && (await dialFor(proxy, request)(target, request.headers))
      const socket = tls.connect({
        ...tlsTarget(address, through),
        ...socketOptions(settingsFor(request, address), options),
        ALPNProtocols: [...alpn],
      })
      return secured(socket, closing.signal)
    },
    keyOf: (request, address) => {
      const { certificate, ...tlsTo } = settingsFor(request, address)
      return JSON.stringify([address.host.toLowerCase(), proxyFor(address), tlsTo, indexOf(certificate)])
    },
    close: () => {
      closing.abort()
      for (const agent of [plain, secure, ...special.values()]) agent.destroy()
    },
  }
}

/** An agent that the user gave. It is not ours to end. */
function givenAgent({ agents }: HttpOptions, { protocol }: Address): http.Agent | undefined {
  const agent = protocol === 'https:' ? agents?.https : agents?.http
  return isAgent(agent) ? agent : undefined
}

/** Agents need not be of Node's class: older ones only have the method that Node calls. */
function isAgent(agent: object | undefined): agent is http.Agent {
  return agent !== undefined && 'addRequest' in agent
}

/** What the plain https agent can do. */
function isUsual({ preferServerCiphers, disabledProtocols, ciphers }: TlsSettings): boolean {
  return !preferServerCiphers && disabledProtocols.length === 0 && ciphers.length === 0
}

/** Where a TLS connection leads: over a socket that is open already, or one of its own. */
function tlsTarget({ hostname, port = 443 }: Address, through: Socket | undefined): tls.ConnectionOptions {
  const servername = net.isIP(hostname) === 0 ? hostname : ''
  if (through !== undefined) return { socket: through, host: hostname, servername }
  return { host: hostname, port, servername, ...(isLocalhost(hostname) ? { lookup: lookupLocalhost } : {}) }
}

/** What Node's agents ask for a new socket with. */
interface SocketRequest extends tls.ConnectionOptions {
  readonly tunnelHeaders?: readonly Header[]
}

/** Makes an agent open its sockets through a proxy. It gets them only when they are ready: until then nobody hears their errors. */
function dialling(agent: http.Agent, dial: Dial, signal: AbortSignal): http.Agent {
  const isTls = agent instanceof https.Agent
  const connect = async ({ lookup: _lookup, ...to }: SocketRequest): Promise<Socket> => {
    const socket = await dial({ hostname: to.host ?? '', port: to.port ?? 0 }, to.tunnelHeaders ?? [])
    return isTls ? secured(tls.connect({ ...to, socket }), signal) : socket
  }
  return Object.assign(agent, { createConnection: callbackify(connect) })
}

async function secured(socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> {
  try {
    await once(socket, 'secureConnect', { signal })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}
