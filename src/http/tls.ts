import { constants } from 'node:crypto'
import tls, { type SecureContext } from 'node:tls'
import type { ProtocolBehavior } from '../model/collection.ts'
import type { ClientCertificate, HttpOptions } from '../model/options.ts'

/** How TLS is spoken with one server. */
export interface TlsSettings {
  /** Absent: Node decides, which verifies unless NODE_TLS_REJECT_UNAUTHORIZED says otherwise. */
  readonly rejectUnauthorized?: boolean
  readonly certificate?: ClientCertificate
  readonly preferServerCiphers: boolean
  readonly disabledProtocols: readonly string[]
  readonly ciphers: readonly string[]
}

/** What TLS connections of Node are opened with. */
export interface TlsSocketOptions {
  readonly secureContext?: SecureContext
  readonly rejectUnauthorized?: boolean
}

/** TLS cannot be set up: a client certificate that cannot be used, or unknown ciphers. */
export class TlsSetupError extends Error {
  override readonly name: string = 'TlsSetupError'
}

/** The server does not offer the protocol that the request insists on. */
export class ProtocolUnavailable extends Error {
  override readonly name: string = 'Error'
}

/** What options, request and certificate come to. */
export function tlsSettings(
  behavior: ProtocolBehavior,
  options: Pick<HttpOptions, 'strictSSL'>,
  certificate?: ClientCertificate,
): TlsSettings {
  const rejectUnauthorized = behavior.strictSSL ?? (options.strictSSL ? undefined : false)
  return {
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    ...(certificate === undefined ? {} : { certificate }),
    preferServerCiphers: behavior.tlsPreferServerCiphers === true,
    disabledProtocols: behavior.tlsDisabledProtocols ?? [],
    ciphers: behavior.tlsCipherSelection ?? [],
  }
}

/**
 * The context of TLS connections with these settings. Throws TlsSetupError with the error of OpenSSL as its cause.
 * Source: https://nodejs.org/docs/latest-v20.x/api/tls.html#tlscreatesecurecontextoptions.
 */
export function createContext(settings: TlsSettings, extraCa: readonly string[]): SecureContext {
  const { certificate, preferServerCiphers, disabledProtocols, ciphers } = settings
  const { cert, key, pfx, passphrase } = certificate ?? {}
  const options = {
    ...(cert !== undefined && key !== undefined ? { cert: Buffer.from(cert), key: Buffer.from(key) } : {}),
    ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(ciphers.length === 0 ? {} : { ciphers: ciphers.join(':') }),
    honorCipherOrder: preferServerCiphers,
    secureOptions: disabledProtocols.reduce((bits, protocol) => bits | optionOf(protocol), 0),
  }
  try {
    return (
      trust(tls.createSecureContext(options), extraCa) ??
      tls.createSecureContext({ ...options, ca: [...tls.rootCertificates, ...extraCa] })
    )
  } catch (cause) {
    throw new TlsSetupError('TLS cannot be set up', { cause })
  }
}

/** Names that OpenSSL does not know disable nothing. */
function optionOf(protocol: string): number {
  const bits: unknown = Object.entries(constants).find(([name]) => name === `SSL_OP_NO_${protocol}`)?.[1]
  return typeof bits === 'number' ? bits : 0
}

/**
 * Adds authorities to the default ones, be they Node's or OpenSSL's (`--use-openssl-ca`), which the option `ca` would
 * replace. Node documents no way to do so before 22.15; undefined where the one it has is gone.
 */
function trust(context: SecureContext, extraCa: readonly string[]): SecureContext | undefined {
  if (extraCa.length === 0) return context
  const native: unknown = context.context
  if (!canAddCa(native)) return undefined
  for (const pem of extraCa) native.addCACert(pem)
  return context
}

function canAddCa(native: unknown): native is { readonly addCACert: (pem: string) => void } {
  return (
    typeof native === 'object' && native !== null && 'addCACert' in native && typeof native.addCACert === 'function'
  )
}
