import type { Send } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { HttpOptions } from '../model/options.ts'
import { type Address, nameRequest, parseAddress } from './address.ts'

/**
 * Refuses requests to protected hosts that are not allowed, before a connection is made, with HOST_PROTECTED. It has to stand where every hop and every
 * request of scripts, signers and producers passes.
 */
export function withProtection(
  send: Send,
  { protectedHosts = [], allowedHosts = [] }: Pick<HttpOptions, 'protectedHosts' | 'allowedHosts'>,
): Send {
  if (protectedHosts.length === 0) return send
  return async (request, options) => {
    const address = parseAddress(request.url)
    return address !== undefined && isProtected({ protectedHosts, allowedHosts }, request.url)
      ? { kind: 'failed', failure: refusalOf(request, address) }
      : send(request, options)
  }
}

/** Is the host of a URL one that nothing may be sent to. */
export function isProtected(
  { protectedHosts = [], allowedHosts = [] }: Pick<HttpOptions, 'protectedHosts' | 'allowedHosts'>,
  url: string,
): boolean {
  const address = parseAddress(url)
  return address !== undefined && isAmong(protectedHosts, address, url) && !isAmong(allowedHosts, address, url)
}

/** Does one of the patterns fit. `*` stands for any characters; `*.example.com` fits `example.com` as well; a port is compared if the pattern has one. */
function isAmong(patterns: readonly string[], address: Address, url: string): boolean {
  const port = address.port ?? (address.protocol === 'https:' ? 443 : 80)
  const names = [address.hostname, canonicalHost(url)].map((name) => name.toLowerCase().replace(/\.+$/, ''))
  return patterns.some((pattern) => {
    const [, host = '', wanted] = /^(.*?)(?::(\d+))?$/s.exec(pattern.toLowerCase()) ?? []
    return (
      (wanted === undefined || Number(wanted) === port) && names.some((name) => fits(name, host.replace(/\.+$/, '')))
    )
  })
}

/** As the system reads it: `0x7f.1` is 127.0.0.1, full-width letters are letters. */
function canonicalHost(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}

function fits(name: string, pattern: string): boolean {
  if (pattern.startsWith('*.') && name === pattern.slice(2)) return true
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`, 's').test(name)
}

function refusalOf(request: WireRequest, { hostname }: Address): Failure {
  return {
    code: 'HOST_PROTECTED',
    message: `Cannot send ${nameRequest(request)}: the configuration protects this host`,
    hint: `Pass --allow-host ${hostname} if the request is meant to go there`,
  }
}
