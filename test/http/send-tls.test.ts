import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { describe, expect, it } from 'vitest'
import type { ClientCertificate } from '../../src/model/options.ts'
import {
  AUTHORITY,
  CLIENT,
  CLIENT_KEY_ENCRYPTED,
  CLIENT_PFX,
  EXPIRED,
  OTHER_HOST,
  SERVER,
} from '../support/authority.ts'
import { answerOf, failureOf, lines, responseOf, startSend } from '../support/send.ts'
import { startServer, startTlsServer } from '../support/server.ts'

describe('send()', () => {
  it('trusts authorities of its own besides the usual ones', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const send = startSend({ extraCa: [AUTHORITY] })

    const result = await send({ url: server.url, headers: HOST })

    expect(answerOf(result)).toEqual([200, 'ok'])
  })

  it('trusts every authority of one text', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const send = startSend({ extraCa: [`${SERVER.cert}\n# the one that counts\n${AUTHORITY}`] })

    const result = await send({ url: server.url, headers: HOST })

    expect(answerOf(result)).toEqual([200, 'ok'])
  })

  it.each([
    {
      what: 'unknown issuer',
      tls: SERVER,
      extraCa: [],
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      reason: 'the certificate chain is incomplete',
      message: 'unable to verify the first certificate',
      hint: 'Trust its authority with --ssl-extra-ca-certs, or pass --insecure to accept any certificate',
    },
    {
      what: 'expired',
      tls: EXPIRED,
      extraCa: [AUTHORITY],
      code: 'CERT_HAS_EXPIRED',
      reason: 'the certificate has expired',
      message: 'certificate has expired',
      hint: 'Pass --insecure to accept any certificate',
    },
    {
      what: 'another host',
      tls: OTHER_HOST,
      extraCa: [AUTHORITY],
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      reason: 'the certificate is for another host',
      message:
        "Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:other.test",
      hint: 'Pass --insecure to accept any certificate',
    },
  ])('says what is wrong with a certificate: $what', async ({ tls, extraCa, code, reason, message, hint }) => {
    const server = await startTlsServer(undefined, tls)
    const send = startSend({ extraCa })

    const result = await send({ url: `${server.url}/x?secret`, headers: HOST })

    expect(failureOf(result)).toEqual({
      code: 'TLS_FAILED',
      message: `Cannot send GET "${server.url}/x": ${reason}`,
      hint,
      error: { name: 'Error', message, code },
    })
  })

  it.each([
    ['PEM', pem(CLIENT)],
    ['PEM with a passphrase', { ...pem({ cert: CLIENT.cert, key: CLIENT_KEY_ENCRYPTED }), passphrase: 'secret' }],
    ['PKCS #12', { pfx: Buffer.from(CLIENT_PFX, 'base64'), passphrase: 'secret' }],
  ])('offers a client certificate: %s', async (_what, files) => {
    const server = await startTlsServer(sayWho, MUTUAL)
    const send = startSend({ strictSSL: false, clientCertificates: [certificate(files)] })

    const result = await send({ url: server.url, headers: HOST })

    expect(answerOf(result)).toEqual([200, 'Test client'])
  })

  it('offers the first client certificate that fits the URL, and none that does not', async () => {
    const server = await startTlsServer(sayWho, MUTUAL)
    const send = startSend({
      extraCa: [AUTHORITY],
      clientCertificates: [
        certificate({ ...pem(CLIENT), matches: ['https://localhost:*/client*'] }),
        certificate({ ...pem(SERVER), matches: ['https://localhost:*/server*'] }),
      ],
    })

    const said = await Promise.all(
      ['client', 'server', 'nobody'].map(async (path) =>
        answerOf(await send({ url: `${server.url}/${path}`, headers: HOST })),
      ),
    )

    expect(said.map(([, who]) => who)).toEqual(['Test client', 'localhost', 'nobody'])
  })

  it('keeps one socket for each certificate', async () => {
    const server = await startTlsServer(sayWho, MUTUAL)
    const send = startSend({ extraCa: [AUTHORITY], clientCertificates: [certificate(pem(CLIENT))] })

    for (let count = 0; count < 3; count += 1) await send({ url: server.url, headers: HOST })

    expect([server.requests.length, server.sockets()]).toEqual([3, 1])
  })

  it.each([
    {
      files: { ...pem({ cert: CLIENT.cert, key: CLIENT_KEY_ENCRYPTED }), passphrase: 'wrong' },
      reason: 'the passphrase of the client certificate is wrong or missing',
      error: { name: 'Error', message: 'error:1C800064:Provider routines::bad decrypt', code: 'ERR_OSSL_BAD_DECRYPT' },
    },
    {
      files: { pfx: Buffer.from(CLIENT_PFX, 'base64'), passphrase: 'wrong' },
      reason: 'the passphrase of the client certificate is wrong or missing',
      error: { name: 'Error', message: 'mac verify failure' },
    },
    {
      files: pem({ cert: CLIENT.cert, key: SERVER.key }),
      reason: 'the key does not belong to the client certificate',
      error: {
        name: 'Error',
        message: 'error:05800074:x509 certificate routines::key values mismatch',
        code: 'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
      },
    },
    {
      files: pem({ cert: 'x', key: 'x' }),
      reason: 'the client certificate or its key is not PEM',
      error: {
        name: 'Error',
        message: 'error:0480006C:PEM routines::no start line',
        code: 'ERR_OSSL_PEM_NO_START_LINE',
      },
    },
    {
      files: { pfx: Buffer.from('x') },
      reason: 'the client certificate cannot be used',
      error: { name: 'Error', message: 'header too long' },
    },
  ])('fails when a client certificate cannot be used: $reason', async ({ files, reason, error }) => {
    const server = await startTlsServer(sayWho, MUTUAL)
    const send = startSend({ strictSSL: false, clientCertificates: [certificate(files)] })

    const result = await send({ url: `${server.url}/?secret`, headers: HOST })

    expect(failureOf(result)).toEqual({
      code: 'TLS_FAILED',
      message: `Cannot send GET "${server.url}/": ${reason}`,
      hint: 'Check --ssl-client-cert, --ssl-client-key, --ssl-client-passphrase and --ssl-client-cert-list',
      error,
    })
  })

  it('sends without a certificate whose key is missing', async () => {
    const server = await startTlsServer(sayWho, MUTUAL)
    const send = startSend({ strictSSL: false, clientCertificates: [certificate({ cert: Buffer.from(CLIENT.cert) })] })

    const result = await send({ url: server.url, headers: HOST })

    expect(answerOf(result)).toEqual([200, 'nobody'])
  })

  it('leaves plain http alone', async () => {
    const server = await startServer()
    const send = startSend({ extraCa: [AUTHORITY], clientCertificates: [certificate({ pfx: Buffer.from('broken') })] })

    const result = await send({ url: server.url, headers: HOST })

    expect(answerOf(result)).toEqual([200, 'ok'])
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('says that the server wants a client certificate: %s', async (version) => {
    const server = await startTlsServer(undefined, {
      ...MUTUAL,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
    })
    const send = startSend({ strictSSL: false })

    const { code, message, hint } = failureOf(await send({ url: server.url, headers: HOST }))

    expect({ code, message: message.includes('wants a client certificate'), hint }).toEqual({
      code: 'TLS_FAILED',
      message: true,
      hint: expect.stringContaining('Pass a client certificate with --ssl-client-cert and --ssl-client-key'),
    })
  })

  it.each([
    [{}, 'TLSv1.3'],
    [{ tlsDisabledProtocols: ['TLSv1_3'] }, 'TLSv1.2'],
    [{ tlsDisabledProtocols: ['TLSv1_2', 'SSLv3', 'unknown'] }, 'TLSv1.3'],
  ])('disables versions of TLS: %j', async (behavior, version) => {
    const server = await startTlsServer((request, response) =>
      response.end((request.socket as TLSSocket).getProtocol()),
    )
    const send = startSend({ strictSSL: false })

    const result = await send({ url: server.url, headers: HOST, behavior })

    expect(answerOf(result)).toEqual([200, version])
  })

  it('offers only the ciphers of the request', async () => {
    const server = await startTlsServer(
      (request, response) => response.end((request.socket as TLSSocket).getCipher().name),
      { ...SERVER, maxVersion: 'TLSv1.2' },
    )
    const send = startSend({ strictSSL: false })
    const tlsCipherSelection = ['ECDHE-ECDSA-CHACHA20-POLY1305']

    const result = await send({
      url: server.url,
      headers: HOST,
      behavior: { tlsCipherSelection, tlsPreferServerCiphers: true },
    })

    expect(answerOf(result)).toEqual([200, 'ECDHE-ECDSA-CHACHA20-POLY1305'])
  })

  it.each([
    [{ tlsCipherSelection: ['NONE-SUCH'] }, 'the settings of the request name no known cipher'],
    [{ tlsDisabledProtocols: ['TLSv1_2', 'TLSv1_3'] }, 'the settings of the request disable all TLS versions'],
    [{ tlsDisabledProtocols: ['TLSv1_3'] }, 'there is no TLS version that both sides allow'],
  ])('says which setting stands in the way: %j', async (behavior, reason) => {
    const server = await startTlsServer(undefined, { ...SERVER, minVersion: 'TLSv1.3' })
    const send = startSend({ strictSSL: false })

    const { code, message, hint } = failureOf(await send({ url: server.url, headers: HOST, behavior }))

    expect({ code, message, hint }).toEqual({
      code: 'TLS_FAILED',
      message: `Cannot send GET "${server.url}/": ${reason}`,
      hint: 'Check tlsDisabledProtocols and tlsCipherSelection in the settings of the request',
    })
  })

  it('verifies again for a request that insists, with the settings of others around', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const send = startSend({ strictSSL: false, clientCertificates: [certificate(pem(CLIENT))] })

    const first = await send({ url: server.url, headers: HOST })
    const second = await send({ url: server.url, headers: HOST, behavior: { strictSSL: true } })

    expect([responseOf(first).status, failureOf(second).code]).toEqual([200, 'TLS_FAILED'])
  })
})

const HOST = lines('Host: localhost')

/** Asks for a client certificate of the test authority, and takes a request without one. */
const MUTUAL = { ...SERVER, ca: AUTHORITY, requestCert: true, rejectUnauthorized: false }

function certificate(files: Partial<ClientCertificate>): ClientCertificate {
  return { matches: ['<all_urls>'], warnings: [], ...files }
}

function pem({ cert, key }: { readonly cert: string; readonly key: string }): Partial<ClientCertificate> {
  return { cert: Buffer.from(cert), key: Buffer.from(key) }
}

/** Answers with the name in the client certificate. */
function sayWho(request: IncomingMessage, response: ServerResponse): void {
  const { subject } = (request.socket as TLSSocket).getPeerCertificate()
  response.end(String(subject?.CN ?? 'nobody'))
}
