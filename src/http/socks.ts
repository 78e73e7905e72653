import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import net, { type Socket } from 'node:net'
import { isLocalhost, lookupLocalhost } from './address.ts'
import { type Proxy, ProxyError } from './proxy.ts'
import type { Target } from './tunnel.ts'

/** For the greeting of a proxy; the request has a limit of its own. Milliseconds. */
const GREETING_MS = 120_000

/**
 * Opens a connection through a SOCKS proxy. `socks4` and `socks5` resolve the host here, the others leave it to the
 * proxy. Rejects with ProxyError.
 * Source: RFC 1928, RFC 1929; schemes as in curl(1) `--proxy`.
 */
export async function openSocks(proxy: Proxy, target: Target, signal: AbortSignal): Promise<Socket> {
  // Loaded by those who use it only.
  const { SocksClient } = await import('socks')
  const socket = net.connect({
    host: proxy.hostname,
    port: proxy.port,
    noDelay: true,
    ...(isLocalhost(proxy.hostname) ? { lookup: lookupLocalhost } : {}),
  })
  const giveUp = (): void => void socket.destroy()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await once(socket, 'connect', { signal })
    await SocksClient.createConnection({
      proxy: {
        host: proxy.hostname,
        port: proxy.port,
        type: proxy.kind.startsWith('socks4') ? 4 : 5,
        ...loginOf(proxy),
      },
      command: 'connect',
      destination: { host: await hostFor(proxy, target), port: target.port },
      existing_socket: socket,
      timeout: GREETING_MS,
    })
    return socket
  } catch (cause) {
    socket.destroy()
    if (!(cause instanceof Error)) throw cause
    throw new ProxyError('the SOCKS proxy refuses or cannot be reached', cause)
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

function loginOf({ credentials }: Proxy): { readonly userId?: string; readonly password?: string } {
  if (credentials === undefined) return {}
  const [user = '', ...password] = credentials.split(':')
  return { userId: user, password: password.join(':') }
}

async function hostFor({ kind }: Proxy, { hostname }: Target): Promise<string> {
  if (kind === 'socks4a' || kind === 'socks5h' || net.isIP(hostname) !== 0) return hostname
  if (isLocalhost(hostname)) return '127.0.0.1'
  return (await lookup(hostname, kind === 'socks4' ? 4 : 0)).address
}
