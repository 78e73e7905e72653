import { expect, test } from 'vitest'
import { behaviorFromJson } from '../../src/load/behavior.ts'

test('behaviorFromJson() keeps every known setting', () => {
  const settings = {
    strictSSL: false,
    followRedirects: false,
    maxRedirects: 3,
    followOriginalHttpMethod: true,
    followAuthorizationHeader: true,
    removeRefererHeaderOnRedirect: true,
    disableCookies: true,
    disableBodyPruning: true,
    disableUrlEncoding: true,
    disabledSystemHeaders: { 'user-agent': true },
    insecureHTTPParser: true,
    protocolVersion: 'auto',
    tlsPreferServerCiphers: true,
    tlsDisabledProtocols: ['TLSv1'],
    tlsCipherSelection: [],
  }

  expect(behaviorFromJson(settings)).toEqual(settings)
})

test('behaviorFromJson() leaves out unknown settings and values of another type', () => {
  const settings = {
    strictSSL: 'no',
    maxRedirects: '3',
    disabledSystemHeaders: { accept: 1 },
    protocolVersion: 'http3',
    tlsDisabledProtocols: 'TLSv1',
    tlsCipherSelection: [1],
    unknown: true,
  }

  expect(behaviorFromJson(settings)).toEqual({})
})

test.each([undefined, null, 'x', []])('behaviorFromJson() of %j is empty', (json) => {
  expect(behaviorFromJson(json)).toEqual({})
})
