import { ProtocolUnavailable, TlsSetupError } from './tls.ts'

/** Why TLS failed, and what to do if it is not to pass --insecure. */
interface TlsReason {
  readonly reason: string
  readonly hint?: string
}

const TRUST = 'Trust its authority with --ssl-extra-ca-certs, or pass --insecure to accept any certificate'
const OWN = 'Check --ssl-client-cert, --ssl-client-key, --ssl-client-passphrase and --ssl-client-cert-list'
const OFFER = 'Pass a client certificate with --ssl-client-cert and --ssl-client-key'
const SETTINGS = 'Check tlsDisabledProtocols and tlsCipherSelection in the settings of the request'
const HTTP1 = 'Set protocolVersion of the request to auto or http1'

/** Codes of certificates. Source: https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const BY_CODE: Readonly<Record<string, TlsReason>> = Object.freeze({
  DEPTH_ZERO_SELF_SIGNED_CERT: { reason: 'the certificate is self-signed', hint: TRUST },
  SELF_SIGNED_CERT_IN_CHAIN: {
    reason: 'the certificate chain ends in an unknown self-signed certificate',
    hint: TRUST,
  },
  UNABLE_TO_GET_ISSUER_CERT: { reason: 'the issuer of the certificate is unknown', hint: TRUST },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { reason: 'the issuer of the certificate is unknown', hint: TRUST },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { reason: 'the certificate chain is incomplete', hint: TRUST },
  CERT_HAS_EXPIRED: { reason: 'the certificate has expired' },
  CERT_NOT_YET_VALID: { reason: 'the certificate is not valid yet' },
  CERT_REVOKED: { reason: 'the certificate is revoked' },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'the certificate is for another host' },
})

/** What OpenSSL says, in the message of its error. Source: https://docs.openssl.org/3.0/man3/ERR_get_error, ssl_err.c. */
const BY_WORDS: readonly (readonly [words: RegExp, reason: TlsReason])[] = Object.freeze([
  [
    /wrong version number|packet length too long/,
    { reason: 'the server does not speak TLS', hint: 'Does the server speak https at this port?' },
  ],
  [/no application protocol/, { reason: 'the server does not speak the asked HTTP version', hint: HTTP1 }],
  [/certificate required/, { reason: 'the server wants a client certificate', hint: OFFER }],
  [
    /alert unknown ca|alert bad certificate|alert certificate (?:expired|revoked|unknown)|alert unsupported certificate/,
    { reason: 'the server does not accept the client certificate', hint: OWN },
  ],
  [
    /alert protocol version|unsupported protocol/,
    { reason: 'there is no TLS version that both sides allow', hint: SETTINGS },
  ],
  [/no protocols available/, { reason: 'the settings of the request disable all TLS versions', hint: SETTINGS }],
  [/no cipher match/, { reason: 'the settings of the request name no known cipher', hint: SETTINGS }],
  [
    /alert handshake failure/,
    {
      reason:
        'the server refused the handshake: it wants a client certificate, or there is no cipher that both sides allow',
      hint: `${OFFER}, or check tlsCipherSelection`,
    },
  ],
] as const)

/** What is wrong with a client certificate; the words of OpenSSL, and of Node for PKCS #12. */
const BY_SETUP: readonly (readonly [words: RegExp, reason: string])[] = Object.freeze([
  [
    /bad decrypt|interrupted or cancelled|mac verify failure|bad password/i,
    'the passphrase of the client certificate is wrong or missing',
  ],
  [/key values mismatch/, 'the key does not belong to the client certificate'],
  [/no start line/, 'the client certificate or its key is not PEM'],
  [/unsupported/i, 'the client certificate is encrypted in a way that OpenSSL no longer supports'],
] as const)

/** Why TLS failed; undefined when `error` is about something else. `cause` is what OpenSSL or Node said. */
export function tlsReason(error: Error, cause: Error): TlsReason | undefined {
  if (error instanceof ProtocolUnavailable) return { reason: 'the server does not speak HTTP/2', hint: HTTP1 }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (
    !(error instanceof TlsSetupError) &&
    !/^(?:EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|HOSTNAME_MISMATCH|INVALID_)/.test(code)
  )
    return undefined
  const said = BY_WORDS.find(([words]) => words.test(cause.message))?.[1]
  if (said !== undefined) return said
  if (!(error instanceof TlsSetupError)) return { reason: 'the TLS handshake failed' }
  const [, reason = 'the client certificate cannot be used'] =
    BY_SETUP.find(([words]) => words.test(cause.message)) ?? []
  return { reason, hint: OWN }
}
