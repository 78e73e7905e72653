import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { signAwsV4 } from '../../src/auth/awsv4.ts'
import { signerTools } from '../support/auth.ts'
import { bytes, wireRequest } from '../support/events.ts'
import { stillClock } from '../support/ports.ts'

const KEYS = { accessKey: 'AKIDEXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const DAY = '20150830/us-east-1'
const TOOLS = signerTools({ clock: stillClock(Date.UTC(2015, 7, 30, 12, 36, 0)) })
const FORM_TYPE = { key: 'Content-Type', value: 'application/x-www-form-urlencoded; charset=utf-8' }

// Source: AWS Signature Version 4 test suite (get-vanilla, get-vanilla-query-order-key-case, post-x-www-form-urlencoded) and AWS General
// Reference, "Signature Version 4 signing process" (ListUsers).
test.each([
  {
    name: 'get-vanilla',
    url: 'https://example.amazonaws.com/',
    service: 'service',
    headers: [],
    signedHeaders: 'host;x-amz-date',
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    url: 'https://example.amazonaws.com/?Param2=value2&Param1=value1',
    service: 'service',
    headers: [],
    signedHeaders: 'host;x-amz-date',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'ListUsers',
    url: 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08',
    service: 'iam',
    headers: [FORM_TYPE],
    signedHeaders: 'content-type;host;x-amz-date',
    signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  },
])(
  'signAwsV4() signs the example $name as AWS publishes it',
  async ({ url, service, headers, signedHeaders, signature }) => {
    const request = wireRequest({ url, headers: [...headers, { key: 'Host', value: 'h', system: true }] })

    const result = await signAwsV4(request, { ...KEYS, service }, TOOLS)

    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${DAY}/${service}/aws4_request, SignedHeaders=${signedHeaders}, Signature=${signature}`
    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        headers: [
          ...headers,
          { key: 'Host', value: new URL(url).host, system: true },
          { key: 'X-Amz-Date', value: '20150830T123600Z', system: true },
          { key: 'Authorization', value: authorization, system: true },
        ],
        credentialsAt: headers.length + 3,
      },
    })
  },
)

// Source: Amazon S3 API Reference, "Authenticating requests: using query parameters".
test('signAwsV4() signs a URL for S3 as AWS publishes it', async () => {
  const request = wireRequest({ url: 'https://examplebucket.s3.amazonaws.com/test.txt' })
  const parameters = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }

  const result = await signAwsV4(
    request,
    { ...parameters, service: 's3', addAuthDataToQuery: true },
    signerTools({ clock: stillClock(Date.UTC(2013, 4, 24)) }),
  )

  const query = [
    'X-Amz-Expires=86400',
    'X-Amz-Date=20130524T000000Z',
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request',
    'X-Amz-SignedHeaders=host',
    'X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  ]
  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      url: `${request.url}?${query.join('&')}`,
      headers: [{ key: 'Host', value: 'examplebucket.s3.amazonaws.com', system: true }],
      credentialsAt: 1,
    },
  })
})

// Observed with newman 6.2.2 on a raw socket, with the header `Date: Mon, 01 Jan 2024 10:20:30 GMT`.
test.each([
  {
    target: '/a%20b/c%20d?b=2&a=1&a=0&x=%2B',
    change: {},
    signedHeaders: 'date;host;x-amz-date;x-b',
    signature: 'a49b03fdbebbc0bf85cf2bd0f72b80b59d9281d992692060c1d80b353bcd6c05',
  },
  {
    target: '/a//b/../c/./d',
    change: {},
    signedHeaders: 'date;host;x-amz-date;x-b',
    signature: '6e78ba3254dc7821a58de6d95f95d77a8b13344958839ce858828376018238a3',
  },
  {
    target: "/a!'()*/b%2Fc",
    change: { service: 's3' },
    signedHeaders: 'date;host;x-amz-content-sha256;x-amz-date;x-b',
    signature: '2409a46e12de1a186c3ac42fde7ea9d4f19d973c842c65df2f15acab8b0cf065',
  },
  {
    target: '/',
    change: { region: 'eu-west-1', service: 'email' },
    signedHeaders: 'date;host;x-amz-date;x-b',
    signature: '64918c8a14117291019dbbdd69da82d82c6d62fff3fce722f7b2e4f537ec8cde',
  },
  {
    target: '/',
    change: { sessionToken: 'tok/+=' },
    signedHeaders: 'date;host;x-amz-date;x-amz-security-token;x-b',
    signature: 'dbafcfdf15784d6f45611d0bf4379d5606cfef2c006be126958969a949764b8a',
  },
  {
    target: '/?k=v',
    change: { service: 's3', sessionToken: 't' },
    signedHeaders: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-security-token;x-b',
    signature: '5a5c3d739fb381a9918216fc91a76da1c71d1b31c47ad28b995f241546fdae07',
  },
  {
    target: '/a?x=1&x=&x=b',
    change: {},
    signedHeaders: 'date;host;x-amz-date;x-b',
    signature: 'f7352d3d472e4b825e6e6ec9ab9c3a037b9d84e16a4e8bb36f1dc93afefbb497',
  },
  {
    target: '/a?q=[1]',
    change: {},
    signedHeaders: 'date;host;x-amz-date;x-b',
    signature: '2b8b434d8b8894020b8a513463b7394c38864603fa0764d050628afd13d25c3c',
  },
])('signAwsV4() signs $target with $change', async ({ target, change, signedHeaders, signature }) => {
  const headers = [
    { key: 'Date', value: 'Mon, 01 Jan 2024 10:20:30 GMT' },
    { key: 'X-B', value: ' a   b ' },
    { key: 'User-Agent', value: 'me' },
  ]

  const result = await signAwsV4(
    wireRequest({ url: `http://localhost:4777${target}`, headers }),
    { ...KEYS, ...change },
    TOOLS,
  )

  const value = result.kind === 'authorized' ? result.request.headers.at(-1)?.value : undefined
  expect(value?.replace(/^.*, Signed/, 'Signed')).toBe(`SignedHeaders=${signedHeaders}, Signature=${signature}`)
})

test.each([
  { mode: 'raw', names: ['X-Amz-Content-Sha256', 'Host', 'X-Amz-Date', 'Authorization'] },
  { mode: 'formdata', names: ['Host', 'X-Amz-Date', 'Authorization'] },
] as const)('signAwsV4() names the hash of a $mode body in $names', async ({ mode, names }) => {
  const request = wireRequest({ method: 'POST', body: { kind: 'bytes', bytes: bytes('hello') } })
  const body = mode === 'raw' ? ({ mode, raw: 'hello' } as const) : ({ mode, formdata: [] } as const)

  const result = await signAwsV4(request, KEYS, { ...TOOLS, body })

  const headers = result.kind === 'authorized' ? result.request.headers : []
  const hash = createHash('sha256').update('hello').digest('hex')
  expect(headers.map(({ key }) => key)).toEqual(names)
  expect(headers.find(({ key }) => key === 'X-Amz-Content-Sha256')?.value).toBe(mode === 'raw' ? hash : undefined)
})

test('signAwsV4() takes the place of an older signature', async () => {
  const headers = [
    { key: 'x-amz-date', value: 'old' },
    { key: 'authorization', value: 'old' },
    { key: 'host', value: 'h' },
  ]
  const stale = wireRequest({ url: 'http://localhost/users?X-Amz-Signature=old&X-Amz-Date=old', headers })
  const fresh = wireRequest({ headers: [{ key: 'host', value: 'h' }] })

  const result = await signAwsV4(stale, KEYS, TOOLS)

  expect(result).toEqual(await signAwsV4(fresh, KEYS, TOOLS))
})

test.each([
  { change: { accessKey: '' }, name: 'accessKey' },
  { change: { secretKey: undefined }, name: 'secretKey' },
])('signAwsV4() does not sign without $name, and says so', async ({ change, name }) => {
  const request = wireRequest()

  const result = await signAwsV4(request, { ...KEYS, ...change }, TOOLS)

  expect(result).toEqual({
    kind: 'authorized',
    request,
    warning: `awsv4: ${name} is empty, so the request is not signed`,
  })
})

test('signAwsV4() refuses a Date header that is no date', async () => {
  const request = wireRequest({ headers: [{ key: 'Date', value: 'tomorrow' }] })

  const result = await signAwsV4(request, KEYS, TOOLS)

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'AUTH_INVALID',
      message: 'Cannot sign "GET http://localhost/users" with awsv4: the Date header is not a date',
      hint: 'Correct the Date header of the request, or remove it to sign the time of now',
    },
    unsigned: {
      request: { ...request, credentialsAt: 1 },
      warning: 'runtime~awsv4.auth: could not sign the request: Invalid time value',
    },
  })
})
