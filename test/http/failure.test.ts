import { describe, expect, it } from 'vitest'
import { toFailure } from '../../src/http/failure.ts'
import { wireRequest } from '../support/events.ts'

describe('toFailure()', () => {
  it.each([
    ['ENOTFOUND', 'HOST_UNKNOWN', 'no such host'],
    ['EAI_AGAIN', 'HOST_UNKNOWN', 'DNS does not answer'],
    ['EAI_FAIL', 'HOST_UNKNOWN', 'the host name does not resolve'],
    ['ECONNRESET', 'CONNECTION_RESET', 'the server closed the connection'],
    ['EPIPE', 'CONNECTION_RESET', 'the server closed the connection while the request was sent'],
    ['ETIMEDOUT', 'REQUEST_TIMEOUT', 'the host does not answer'],
    ['EHOSTUNREACH', 'NETWORK_FAILED', 'no route to the host'],
    ['CERT_HAS_EXPIRED', 'TLS_FAILED', 'the certificate has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_FAILED', 'the certificate is for another host'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_FAILED', 'the TLS handshake failed'],
    ['HPE_INVALID_CONSTANT', 'RESPONSE_INVALID', 'the response is not valid HTTP'],
    ['HPE_HEADER_OVERFLOW', 'RESPONSE_INVALID', 'the headers of the response are larger than 256 KiB'],
    ['Z_DATA_ERROR', 'RESPONSE_INVALID', 'the body does not match its Content-Encoding'],
    ['E_NEW', 'NETWORK_FAILED', 'words of Node'],
  ])('knows %s', (code, expected, reason) => {
    const error = Object.assign(new Error('words of Node'), { code })

    const failure = toFailure(error, wireRequest({ url: 'https://u:p@h.test:444/x?secret' }))

    expect(failure).toMatchObject({
      code: expected,
      message: `Cannot send GET "https://h.test:444/x": ${reason}`,
      error: { name: 'Error', message: 'words of Node' },
    })
  })

  it('names the variable that is missing in a host', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND {{host}}'), { code: 'ENOTFOUND' })

    const failure = toFailure(error, wireRequest({ url: 'http://{{host}}/x' }))

    expect(failure).toEqual({
      code: 'HOST_UNKNOWN',
      message: 'Cannot send GET "http://{{host}}/x": no such host',
      hint: '{{host}} has no value: add it to the environment',
      error: { name: 'Error', message: 'getaddrinfo ENOTFOUND {{host}}', code: 'ENOTFOUND' },
    })
  })

  it('takes the last of the errors of all addresses', () => {
    const refused = ['::1', '127.0.0.1'].map((address) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}:1`), { code: 'ECONNREFUSED' }),
    )

    const failure = toFailure(new AggregateError(refused), wireRequest())

    expect(failure).toEqual({
      code: 'CONNECTION_REFUSED',
      message: 'Cannot send GET "http://localhost/users": connection refused',
      hint: 'Is the server running?',
      error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
    })
  })
})
