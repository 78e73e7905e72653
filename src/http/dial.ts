import type { Socket } from 'node:net'
import type { Header, ProtocolBehavior } from '../model/collection.ts'
import type { HttpOptions } from '../model/options.ts'
import type { Proxy } from './proxy.ts'
import { openSocks } from './socks.ts'
import { createContext, type TlsSettings, type TlsSocketOptions, tlsSettings } from './tls.ts'
import { openTunnel, type Target } from './tunnel.ts'

/** Opens a plain connection to a server through a proxy; `headers` are those of the request that needs it. */
export type Dial = (target: Target, headers: readonly Header[]) => Promise<Socket>

/** What a dial needs besides the proxy. */
export interface DialOptions {
  readonly http: HttpOptions
  readonly behavior: ProtocolBehavior
  /** Ends connections that are not yet made. */
  readonly signal: AbortSignal
}

/** The way through one proxy, with CONNECT or SOCKS. It rejects with ProxyError or TlsSetupError. */
export function createDial(proxy: Proxy, { http, behavior, signal }: DialOptions): Dial {
  return async (target, headers) => {
    if (proxy.kind !== 'http' && proxy.kind !== 'https') return openSocks(proxy, target, signal)
    const tls = proxy.kind === 'https' ? socketOptions(proxySettings(behavior, http), http) : {}
    return openTunnel(proxy, target, { headers, tls, signal })
  }
}

/** TLS towards a proxy: of what a request sets, only whether certificates are verified. */
export function proxySettings({ strictSSL }: ProtocolBehavior, options: HttpOptions): TlsSettings {
  return tlsSettings(strictSSL === undefined ? {} : { strictSSL }, options)
}

/** What sockets with these settings are opened with. Throws TlsSetupError. */
export function socketOptions(settings: TlsSettings, { extraCa = [] }: HttpOptions): TlsSocketOptions {
  const { rejectUnauthorized } = settings
  return {
    secureContext: createContext(settings, extraCa),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  }
}
