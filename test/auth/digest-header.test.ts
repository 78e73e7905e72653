import { expect, test } from 'vitest'
import { type DigestInput, digestHeader, findAlgorithm } from '../../src/auth/digest-header.ts'

/** The example of RFC 7616, section 3.9.1. */
const RFC_7616 = {
  username: 'Mufasa',
  password: 'Circle of Life',
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  qop: 'auth',
  nonceCount: '00000001',
  clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
  method: 'GET',
  uri: '/dir/index.html',
  body: new Uint8Array(),
}

/** What newman 6.2.2 was given when the headers below were recorded. */
const RECORDED: DigestInput = {
  algorithm: 'MD5',
  username: 'u',
  password: 'p',
  realm: 'R',
  nonce: 'N',
  qop: '',
  nonceCount: '',
  clientNonce: '',
  opaque: '',
  method: 'GET',
  uri: '/',
  body: new Uint8Array(),
}

test.each([
  { algorithm: 'MD5', response: '8ca523f5e9506fed4657c9700eebdbec' },
  { algorithm: 'SHA-256', response: '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1' },
] as const)('digestHeader() makes the $algorithm response of RFC 7616', ({ algorithm, response }) => {
  expect(digestHeader({ ...RFC_7616, algorithm })).toBe(
    [
      'Digest username="Mufasa"',
      'realm="http-auth@example.org"',
      'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"',
      'uri="/dir/index.html"',
      `algorithm="${algorithm}"`,
      'qop=auth',
      'nc=00000001',
      'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"',
      `response="${response}"`,
      'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    ].join(', '),
  )
})

test.each([
  {
    change: { uri: '/d6', qop: 'auth' },
    header: 'uri="/d6", algorithm="MD5", qop=auth, cnonce="", response="70912856b4d51f2a029c42822ec06ed7"',
  },
  {
    change: { uri: '/d10b', algorithm: 'MD5-sess', clientNonce: 'undefined' },
    header: 'uri="/d10b", algorithm="MD5-sess", cnonce="undefined", response="2e512b0dc5a2d3f3c07f64b2ea417c27"',
  },
  {
    change: {
      uri: '/d3',
      qop: 'auth-int',
      nonceCount: '00000007',
      clientNonce: 'c',
      body: undefined,
    },
    header:
      'uri="/d3", algorithm="MD5", qop=auth-int, nc=00000007, cnonce="c", response="2f496eee19fc7c173b514a258a1f405c"',
  },
] as const)('digestHeader() writes $header, as newman 6.2.2 does', ({ change, header }) => {
  expect(digestHeader({ ...RECORDED, ...change })).toBe(`Digest username="u", realm="R", nonce="N", ${header}`)
})

test.each([
  ['md5', 'MD5'],
  ['SHA-256-SESS', 'SHA-256-sess'],
  ['SHA-512-256', 'SHA-512-256'],
  ['SHA-1', undefined],
  ['', undefined],
])('findAlgorithm() reads "%s" as %s', (name, algorithm) => {
  expect(findAlgorithm(name)).toBe(algorithm)
})
