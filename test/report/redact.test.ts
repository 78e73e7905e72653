import { describe, expect, test } from 'vitest'
import type { EventOf, RunEvent } from '../../src/model/event.ts'
import { createRedactor, redact, type SecretPolicy } from '../../src/report/redact.ts'
import {
  allOf,
  bytes,
  cursor,
  event,
  failure,
  producerExchange,
  resolvedRequest,
  runOf,
  scriptRef,
  streamOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'

const NOTHING_KNOWN: SecretPolicy = { values: [], names: [], show: false }
/** Secrets that are known by the name `known`. */
function named(...values: readonly string[]): SecretPolicy['values'] {
  return values.map((value) => ({ name: 'known', value }))
}

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlLWJ5dGVz'
const READABLE = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0'

function mask(events: readonly RunEvent[], policy = NOTHING_KNOWN): RunEvent[] {
  const redactor = createRedactor(policy)
  return events.map((each) => redactor.event(each))
}

/** What is left of a text that a script prints after the given events. */
function printedAfter(events: readonly RunEvent[], text: string): unknown {
  const masked = mask([...events, event.console({ values: [text] })]).at(-1)
  return masked?.type === 'console' ? masked.values[0] : undefined
}

function textBody(body: Uint8Array): string {
  return new TextDecoder().decode(body)
}

describe('redact()', () => {
  test('redact() masks the events of a stream', async () => {
    const events = streamOf([event.console({ values: [`Authorization: Bearer ${JWT}`] })])

    const masked = await allOf(redact(events, NOTHING_KNOWN))

    expect(masked).toEqual([event.console({ values: [`Authorization: Bearer ${READABLE}.[bearer#1]`] })])
  })
})

describe('createRedactor()', () => {
  test('createRedactor() leaves out the rich values of the console, which it does not look into', () => {
    const rich = [new Map([['password', 'hunter22']])]

    expect(mask([event.console({ values: ['shown'], rich })])).toEqual([event.console({ values: ['shown'] })])
  })

  test('createRedactor() hands on the very same events when secrets are to be shown', () => {
    const told = event.console({ values: ['s3cret-value'] })

    const [shown] = mask([told], { values: named('s3cret-value'), names: [], show: true })

    expect(shown).toBe(told)
  })

  test('createRedactor() masks what a run starts from: scopes and rows of data, in other events as well', () => {
    const environment = {
      name: 'Sandbox',
      values: [
        { key: 'clientSecret', value: 'born-first' },
        { key: 'pin', value: 'by-its-type', type: 'secret' },
      ],
    }
    const scopes = { environment, globals: { values: [] }, collection: { values: [] } }
    const data = { user: 'ada', password: 'of-the-row' }
    const used = ['the by-its-type name']

    const masked = mask([event.runStart({ scopes }), event.iterationStart({ data }), event.request({ used })])

    expect(masked).toEqual([
      event.runStart({
        scopes: {
          ...scopes,
          environment: {
            name: 'Sandbox',
            values: [
              { key: 'clientSecret', value: '[clientSecret#1]' },
              { key: 'pin', value: '[pin#1]', type: 'secret' },
            ],
          },
        },
      }),
      event.iterationStart({ data: { user: 'ada', password: '[password#1]' } }),
      event.request({ used: ['the [pin#1] name'] }),
    ])
    expect(printedAfter([event.iterationStart({ data })], 'of-the-row')).toBe('[password#1]')
  })

  test('createRedactor() hands on an event without secrets unchanged', () => {
    const events = runOf(event.itemStart(), event.request(), event.response(), event.passed(), event.itemEnd())

    const masked = mask(events)

    expect(masked).toEqual(events)
  })

  test('createRedactor() leaves the event that it was given as it is', () => {
    const request = event.request({
      wire: wireRequest({ headers: [{ key: 'Authorization', value: 'Bearer opaque-123' }] }),
    })
    const before = structuredClone(request)

    mask([request])

    expect(request).toEqual(before)
  })

  test('createRedactor() keeps the scheme of an Authorization header', () => {
    const headers = [{ key: 'authorization', value: 'Bearer opaque-token-1' }]

    const masked = mask([event.request({ wire: wireRequest({ headers }) })])

    expect(masked).toEqual([
      event.request({ wire: wireRequest({ headers: [{ key: 'authorization', value: 'Bearer [bearer#1]' }] }) }),
    ])
  })

  test('createRedactor() learns the password of Basic credentials', () => {
    const value = `Basic ${Buffer.from('ann:p4ss:word').toString('base64')}`

    const printed = printedAfter(
      [event.request({ wire: wireRequest({ headers: [{ key: 'Authorization', value }] }) })],
      'p4ss:word',
    )

    expect(printed).toBe('[password#1]')
  })

  test('createRedactor() masks the values of cookies and keeps their names and attributes', () => {
    const headers = [{ key: 'Set-Cookie', value: 'ST=abc123def; Path=/; HttpOnly' }]
    const sent = [{ key: 'Cookie', value: 'ST=abc123def; lang=en' }]
    const cookie = {
      name: 'ST',
      value: 'abc123def',
      domain: 'localhost',
      path: '/',
      secure: true,
      httpOnly: true,
      hostOnly: true,
    }

    const masked = mask([
      event.response({ response: wireResponse({ headers, cookies: [cookie] }) }),
      event.request({ wire: wireRequest({ headers: sent, ownCookie: 'own=1' }) }),
    ])

    expect(masked).toEqual([
      event.response({
        response: wireResponse({
          headers: [{ key: 'Set-Cookie', value: 'ST=[ST#1]; Path=/; HttpOnly' }],
          cookies: [{ ...cookie, value: '[ST#1]' }],
        }),
      }),
      event.request({
        wire: wireRequest({
          headers: [{ key: 'Cookie', value: 'ST=[ST#1]; lang=[lang#1]' }],
          ownCookie: 'own=[own#1]',
        }),
      }),
    ])
  })

  test('createRedactor() masks headers with the name of a secret, but not the token of Postman', () => {
    const headers = (secret: string) => [
      { key: 'X-API-Key', value: secret },
      { key: 'X-Session-Token', value: secret },
      { key: 'Postman-Token', value: 'p-1' },
      { key: 'X-Token-Type', value: 'DPoP' },
    ]

    const masked = mask([event.request({ wire: wireRequest({ headers: headers('k-1') }) })])

    expect(masked).toEqual([event.request({ wire: wireRequest({ headers: headers('[X-API-Key#1]') }) })])
  })

  test('createRedactor() masks a known secret in headers, fields and raw bodies, in names as well', () => {
    const secret = 'zq7-hidden/value'
    const around = (text: string) => [
      event.request({
        request: resolvedRequest({
          header: [{ key: 'X-Hook', value: `a ${text} b` }],
          body: { mode: 'raw', raw: text },
        }),
        wire: wireRequest({ headers: [{ key: text, value: 'on' }] }),
      }),
      event.request({
        request: resolvedRequest({ body: { mode: 'urlencoded', urlencoded: [{ key: 'x', value: text }] } }),
      }),
    ]

    const masked = mask(around(secret), { values: named(secret), names: [], show: false })

    expect(masked).toEqual(around('[known#1]'))
  })

  test.each([
    ['a URL with a password', 'https://ann:hunter22@hooks.internal/part-abcdef', '[known#1]'],
    ['a JSON document', '{"password":"hunter22","account":"private-99"}', '[known#1]'],
    ['a JWT, but for what it says', JWT, `${READABLE}.[known#1]`],
  ])('createRedactor() masks the whole of a secret that is %s', (_, secret, expected) => {
    const policy = { values: named(secret), names: [], show: false }

    const [printed] = mask([event.console({ values: [`x ${secret} y`] })], policy)

    expect(printed).toEqual(event.console({ values: [`x ${expected} y`] }))
  })

  test('createRedactor() masks a secret that is the name of a member, even of a telling one', () => {
    const policy = { values: named('password-hunter22'), names: [], show: false }

    const [printed] = mask([event.console({ values: [{ 'password-hunter22': 'on' }] })], policy)

    expect(printed).toEqual(event.console({ values: [{ '[known#1]': '[secret#1]' }] }))
  })

  test('createRedactor() keeps JSON readable when a number in it is known', () => {
    const body = bytes('{"otp":482915,"id":7}')

    const again = mask([
      event.response({ response: wireResponse({ body }) }),
      event.response({ response: wireResponse({ body }) }),
    ])[1]

    expect(again?.type === 'response' && textBody(again.response.body)).toBe('{"otp":"[otp#1]","id":7}')
  })

  test.each([
    ['as Postman encodes a query', 'http://h/?q=Zq%22uo%27te%3Cb%3E&amp;x'],
    ['as a browser encodes a path', "http://h/Zq%22uo'te%3Cb%3E&amp;x"],
    ['in small letters', 'Zq%22uo%27te%3cb%3e%26amp%3bx'],
  ])('createRedactor() finds a secret that is percent-encoded %s', (_, text) => {
    const policy = { values: named(`Zq"uo'te<b>&amp;x`), names: [], show: false }

    const [printed] = mask([event.console({ values: [text] })], policy)

    expect(printed).toEqual(event.console({ values: [text.replace(/Zq.*x$/, '[known#1]')] }))
  })

  test.each([
    ['a value', "expected 'zq7-hidden-sec…' to equal 1", "expected '[known#1]…' to equal 1"],
    ['an escape', "expected '?q=zq7-hidden%2…' to equal 1", "expected '?q=[known#2]…' to equal 1"],
    ['nothing of it', "expected 'zq7 is ours…' to equal 1", "expected 'zq7 is ours…' to equal 1"],
  ])('createRedactor() masks the beginning of a secret that an assertion cuts in %s', (_, message, expected) => {
    const policy = { values: named('zq7-hidden-secret', 'zq7-hidden/secret'), names: [], show: false }

    const [failed] = mask([event.failed({ failure: failure({ message }) })], policy)

    expect(failed).toEqual(event.failed({ failure: failure({ message: expected }) }))
  })

  test('createRedactor() masks a secret in the name of an item that changes a variable', () => {
    const policy = { values: named('zq7-hidden'), names: [], show: false }
    const around = (text: string) =>
      event.mutation({ cursor: cursor({ itemName: `call ${text}` }), name: 'x', value: 1 })

    const masked = mask([around('zq7-hidden')], policy)

    expect(masked).toEqual([around('[known#1]')])
  })

  test('createRedactor() masks members of printed objects by their names', () => {
    const values = (secret: string): unknown[] => [
      { userPassword: secret, password: { value: secret, id: 1 }, tokenType: 'x' },
    ]

    const masked = mask([event.console({ values: values('k-1') })])

    expect(masked).toEqual([event.console({ values: values('[userPassword#1]') })])
  })

  test('createRedactor() masks the value beside the name of a secret', () => {
    const values = (secret: string): unknown[] => [
      [
        { key: 'X-API-Key', value: secret },
        { name: 'client_secret', value: secret },
        { key: 'Accept', value: 'v-1' },
      ],
    ]

    const masked = mask([event.console({ values: values('k-1') })])

    expect(masked).toEqual([event.console({ values: values('[X-API-Key#1]') })])
  })

  test('createRedactor() masks the headers of redirects', () => {
    const hop = {
      status: 302,
      url: 'http://localhost/a',
      headers: [{ key: 'Location', value: 'http://localhost/cb?code=abcdef-1&state=7' }],
      next: {
        method: 'GET',
        url: 'http://localhost/cb?code=abcdef-1&state=7',
        headers: [{ key: 'Cookie', value: 'a=b' }],
      },
    }

    const masked = mask([event.response({ response: wireResponse({ redirects: [hop] }) })])

    expect(masked).toEqual([
      event.response({
        response: wireResponse({
          redirects: [
            {
              ...hop,
              headers: [{ key: 'Location', value: 'http://localhost/cb?code=[code#1]&state=7' }],
              next: {
                method: 'GET',
                url: 'http://localhost/cb?code=[code#1]&state=7',
                headers: [{ key: 'Cookie', value: 'a=[a#1]' }],
              },
            },
          ],
        }),
      }),
    ])
  })

  test.each([
    [
      'a token response',
      '{"access_token":"opaque-1","expires_in":3600}',
      '{"access_token":"[access_token#1]","expires_in":3600}',
    ],
    ['camel case', '{ "accessToken" : "opaque-1" }', '{ "accessToken" : "[accessToken#1]" }'],
    ['an escaped value', String.raw`{"password":"a\"b\\","name":"Ann"}`, '{"password":"[password#1]","name":"Ann"}'],
    ['a number', '{"otp":123456,"id":7}', '{"otp":"[otp#1]","id":7}'],
    [
      'JSON in JSON',
      String.raw`{"raw":"{\"id_token\":\"opaque-1\",\"n\":1}"}`,
      String.raw`{"raw":"{\"id_token\":\"[id_token#1]\",\"n\":1}"}`,
    ],
    ['a text that was cut', '{"refresh_token":"opaq', '{"refresh_token":"[refresh_token#1]"'],
    [
      'the code of a completed flow',
      '{"authorizeResponse":{"code":"abc-1"}}',
      '{"authorizeResponse":{"code":"[code#1]"}}',
    ],
    ['the code of an error', '{"code":"INVALID_DATA"}', '{"code":"INVALID_DATA"}'],
    [
      'a password of PingOne',
      '{"password":{"force":true,"value":"a-1"}}',
      '{"password":{"force":true,"value":"[password#1]"}}',
    ],
    [
      'a page that posts a form',
      '<input type="hidden" name="code" value="a-1"/>',
      '<input type="hidden" name="code" value="[code#1]"/>',
    ],
    ['an empty secret', '{"password":""}', '{"password":""}'],
    ['a JWT of any name', `{"x":"${JWT}"}`, `{"x":"${READABLE}.[jwt#1]"}`],
    [
      'a form',
      `client_secret=abc&scope=a+b&request=${JWT}`,
      `client_secret=[client_secret#1]&scope=a+b&request=${READABLE}.[request#1]`,
    ],
    [
      'a form part',
      '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2\r\n--b--',
      '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n[password#1]\r\n--b--',
    ],
  ])('createRedactor() masks the secrets in a body: %s', (_, body, expected) => {
    const [masked] = mask([event.response({ response: wireResponse({ body: bytes(body) }) })])

    expect(masked?.type === 'response' && textBody(masked.response.body)).toBe(expected)
  })

  test('createRedactor() masks known secrets in a body that is no text', () => {
    const body = new Uint8Array([0xff, 0x00, ...bytes('s3cret-value'), 0xfe])

    const masked = mask([event.response({ response: wireResponse({ body }) })], {
      ...NOTHING_KNOWN,
      values: named('s3cret-value'),
    })

    const expected = new Uint8Array([0xff, 0x00, ...bytes('[known#1]'), 0xfe])
    expect(masked).toEqual([event.response({ response: wireResponse({ body: expected, sizeBytes: body.length }) })])
  })

  test('createRedactor() masks secret parameters of a URL', () => {
    const url = `http://ann:pw12@localhost/authorize?client_id=c&request=${JWT}#access_token=opaque-1`

    const masked = mask([event.request({ request: resolvedRequest({ url }), wire: wireRequest({ url }) })])

    const expected = `http://ann:[password#1]@localhost/authorize?client_id=c&request=${READABLE}.[request#1]#access_token=[access_token#1]`
    expect(masked).toEqual([
      event.request({ request: resolvedRequest({ url: expected }), wire: wireRequest({ url: expected }) }),
    ])
  })

  test('createRedactor() masks fields, raw bodies and auth parameters of a request', () => {
    const request = (secret: string): RunEvent =>
      event.request({
        request: resolvedRequest({
          body: {
            mode: 'urlencoded',
            urlencoded: [
              { key: 'otp', value: secret },
              { key: 'scope', value: 'openid' },
            ],
          },
          auth: { type: 'oauth2', parameters: { accessToken: secret, tokenType: 'Bearer', clientSecret: secret } },
        }),
      })

    const masked = mask([request('x1')])

    expect(masked).toEqual([request('[otp#1]')])
  })

  test('createRedactor() masks the value of an API key, whatever its name', () => {
    const auth = (value: string) => ({ type: 'apikey', parameters: { key: 'X-Custom', value, in: 'header' } })

    const masked = mask([event.request({ request: resolvedRequest({ auth: auth('k-1') }) })])

    expect(masked).toEqual([event.request({ request: resolvedRequest({ auth: auth('[X-Custom#1]') }) })])
  })

  test.each([
    ['clientSecret', '[clientSecret#1]'],
    ['user_password', '[user_password#1]'],
    ['OTP', '[OTP#1]'],
    ['loginHintToken', '[loginHintToken#1]'],
    ['api-key', '[api-key#1]'],
    ['tokenEndpoint', 'v-1'],
    ['passwordPolicyId', 'v-1'],
    ['footprint', 'v-1'],
    ['userId', 'v-1'],
  ])('createRedactor() judges a mutation by the name of its variable: %s', (name, value) => {
    const masked = mask([event.mutation({ name, value: 'v-1' })])

    expect(masked).toEqual([event.mutation({ name, value })])
  })

  test('createRedactor() learns what is written to a variable of type secret', () => {
    const masked = mask(
      [event.mutation({ name: 'pin2', value: 'zz-99' }), event.console({ values: ['it is zz-99'] })],
      {
        ...NOTHING_KNOWN,
        names: ['pin2'],
      },
    )

    expect(masked).toEqual([
      event.mutation({ name: 'pin2', value: '[pin2#1]' }),
      event.console({ values: ['it is [pin2#1]'] }),
    ])
  })

  test('createRedactor() masks a token in every event that follows the response', () => {
    const born = event.response({ response: wireResponse({ body: bytes('{"access_token":"opaque-tok"}') }) })
    const told = (token: string): RunEvent[] => [
      event.console({ values: [`got ${token}`, { nested: [token], [token]: 1 }] }),
      event.mutation({ name: 'x', value: token }),
      event.failed({
        name: `is ${token}`,
        failure: failure({
          message: `expected ${token}`,
          hint: `not ${token}`,
          error: { name: 'AssertionError', message: token, stack: `at ${token}`, expected: token, actual: { token } },
        }),
      }),
      event.scriptEnd({
        failure: failure({ code: 'SCRIPT_ERROR', message: token, where: { script: token, line: 1, column: 1 } }),
      }),
    ]

    const [, ...masked] = mask([born, ...told('opaque-tok')])

    expect(masked).toEqual(told('[access_token#1]'))
  })

  test('createRedactor() masks the scopes and cookies at the end of a run', () => {
    const end = (secret: string, plainValue: string): RunEvent =>
      event.runEnd({
        scopes: {
          environment: {
            values: [
              { key: 'declared', value: secret, type: 'secret' },
              { key: 'userId', value: 'u-1' },
            ],
          },
          globals: { values: [{ key: 'apiKey', value: secret }] },
          collection: { values: [{ key: 'copy', value: `${plainValue}!` }] },
        },
        cookies: [
          { name: 'ST', value: secret, domain: 'd', path: '/', secure: false, httpOnly: false, hostOnly: true },
        ],
      })

    const masked = mask([end('very-secret', 'very-secret')])

    expect(masked).toEqual([end('[declared#1]', '[declared#1]')])
  })

  test('createRedactor() keeps names of ours and ids, even if a secret is one of them', () => {
    const events = runOf(event.itemStart(), event.itemEnd())

    const masked = mask(events, { ...NOTHING_KNOWN, values: named('item-1', 'run-1', 'completed', 'item:start') })

    expect(masked).toEqual(events)
  })

  test('createRedactor() masks the source and the outline of a run', () => {
    const start = (secret: string): RunEvent =>
      event.runStart({
        source: `https://example.test/c.json?token=${secret}`,
        outline: [{ id: 'i', kind: 'item', name: `Call ${secret}`, description: secret }],
      })

    const masked = mask([start('abc-123-x')], { ...NOTHING_KNOWN, values: named('abc-123-x') })

    expect(masked).toEqual([start('[known#1]')])
  })

  test.each([
    ['as it is', 'se/cret+ä"1'],
    ['percent-encoded', encodeURIComponent('se/cret+ä"1')],
    ['percent-encoded in lower case', encodeURIComponent('se/cret+ä"1').toLowerCase()],
    ['JSON-escaped', JSON.stringify('se/cret+ä"1').slice(1, -1)],
    ['in base64', Buffer.from('se/cret+ä"1').toString('base64')],
    ['in base64url', Buffer.from('se/cret+ä"1').toString('base64url')],
  ])('createRedactor() masks a known secret %s', (_, form) => {
    const masked = mask([event.console({ values: [`<${form}>`] })], { ...NOTHING_KNOWN, values: named('se/cret+ä"1') })

    expect(masked).toEqual([event.console({ values: ['<[known#1]>'] })])
  })

  test.each([
    ['short', 'abc'],
    ['a common word', 'password'],
    ['a short number', '2026'],
  ])('createRedactor() does not look for a secret that is %s', (_, value) => {
    const told = event.console({ values: [`it is ${value}`] })

    const masked = mask([told], { ...NOTHING_KNOWN, values: named(value) })

    expect(masked).toEqual([told])
  })

  test('createRedactor() masks a secret that a script prints as a number', () => {
    const masked = mask([event.console({ values: [482913, { otp: 482913, n: 7 }] })], {
      ...NOTHING_KNOWN,
      values: named('482913'),
    })

    expect(masked).toEqual([event.console({ values: ['[known#1]', { otp: '[known#1]', n: 7 }] })])
  })

  test('createRedactor() masks a cycle instead of following it', () => {
    const value: Record<string, unknown> = { token: 'abc-1234' }
    value['self'] = value

    const masked = mask([event.console({ values: [value] })])

    expect(masked).toEqual([event.console({ values: [{ token: '[token#1]', self: '[circular]' }] })])
  })

  test('createRedactor() masks the lines of a key that is printed with other breaks', () => {
    const lines = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj']
    const key = `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----`

    const masked = mask([event.console({ values: [lines.join(' / ')] })], { ...NOTHING_KNOWN, values: named(key) })

    expect(masked).toEqual([event.console({ values: ['[known#1] / [known#1]'] })])
  })

  test.each([
    ['JWT headers', 'eyJhbGciOi-'.repeat(60_000)],
    ['dotted words', 'eyJaaaaaa.'.repeat(60_000)],
    ['open members', '"otp":'.repeat(60_000)],
    ['escaped members', String.raw`{"otp":"\"otp\":\"`.repeat(15_000)],
    ['form parts', 'name="otp"\r\n'.repeat(50_000)],
    ['parts on one line', 'name="otp";'.repeat(50_000)],
    ['user infos', '://a:b'.repeat(100_000)],
    ['schemes', 'bearer '.repeat(80_000)],
    ['hidden fields', '<input name="otp" '.repeat(40_000)],
    ['names on one line', 'name="otp"'.repeat(50_000)],
    ['flows', '"authorizeResponse":{'.repeat(30_000)],
    ['one long string', `{"password":"${'\\n'.repeat(500_000)}"}`],
  ])('createRedactor() does not choke on a hostile body: %s', (_, body) => {
    const response = event.response({ response: wireResponse({ body: bytes(body) }) })

    // What takes the square of its length would not end within the time of a test.
    const [masked] = mask([response])

    expect(masked?.type).toBe('response')
  })

  test('createRedactor() masks by whom a variable was changed as little as any id', () => {
    const told = event.mutation({ name: 'userId', by: scriptRef() })

    const masked = mask([told], { ...NOTHING_KNOWN, values: named('script-1', 'event-1') })

    expect(masked).toEqual([told])
  })
})

test.each([
  ['as JavaScript escapes it', String.raw`\x5aq7-hidden\u{2d}secret`],
  ['as Node prints its bytes', '<Buffer 5a 71 37 2d 68 69 64 64 65 6e 2d 73 65 63 72 65 74>'],
  ['as JSON lists its bytes', JSON.stringify(Buffer.from('Zq7-hidden-secret'))],
  ['in UTF-16', Buffer.from('Zq7-hidden-secret', 'utf16le').toString('latin1')],
  ['in quoted-printable', 'Zq7=2Dhidden-=\r\nsecret'],
  ['in base64 of base64', Buffer.from(Buffer.from('Zq7-hidden-secret').toString('base64')).toString('base64')],
])('createRedactor() finds a secret %s', (_, text) => {
  const [printed] = mask([event.console({ values: [text] })], { ...NOTHING_KNOWN, values: named('Zq7-hidden-secret') })

  expect(JSON.stringify(printed)).toContain('[known#1]')
  expect(JSON.stringify(printed)).not.toContain(text)
})

test('createRedactor() gives one value one placeholder, whatever it is called and however it is written', () => {
  const values = ['Zq1 first&one', 'Zq2 other']
  const body = (secret: string): Uint8Array => bytes(JSON.stringify({ refresh_token: secret }))
  const basic = (secret: string): string => Buffer.from(`ann:${encodeURIComponent(secret)}`).toString('base64')

  const masked = mask([
    ...values.map((value) => event.mutation({ name: 'clientSecret', value })),
    ...values.map((value) => event.response({ response: wireResponse({ body: body(value) }) })),
    event.console({ values: values.map((value) => `Basic ${basic(value)} ${encodeURIComponent(value)}`) }),
  ])

  const shown = masked.map((each) => (each.type === 'response' ? textBody(each.response.body) : each))
  expect(shown).toEqual([
    event.mutation({ name: 'clientSecret', value: '[clientSecret#1]' }),
    event.mutation({ name: 'clientSecret', value: '[clientSecret#2]' }),
    '{"refresh_token":"[clientSecret#1]"}',
    '{"refresh_token":"[clientSecret#2]"}',
    event.console({
      values: ['Basic [clientSecret#1] [clientSecret#1]', 'Basic [clientSecret#2] [clientSecret#2]'],
    }),
  ])
})

test('createRedactor() masks the secrets in the claims of a JWT, which stay readable, and its signature alone', () => {
  const jwt = [{ alg: 'HS256' }, { sub: 'ann', otp: '482913', note: 'Zq7-hidden' }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )

  const [born, alone] = mask(
    [
      event.mutation({ name: 'accessToken', value: [...jwt, 'c2lnbmF0dXJl'].join('.') }),
      event.console({ values: ['c2lnbmF0dXJl'] }),
    ],
    { ...NOTHING_KNOWN, values: named('Zq7-hidden') },
  )

  const [header, claims = '', signature] = born?.type === 'mutation' ? String(born.value).split('.') : []
  expect([header, JSON.parse(Buffer.from(claims, 'base64url').toString()), signature]).toEqual([
    jwt[0],
    { sub: 'ann', otp: '[otp#1]', note: '[known#1]' },
    '[accessToken#1]',
  ])
  expect(alone).toEqual(event.console({ values: ['[accessToken#1]'] }))
})

test('createRedactor() shows nothing but the header of an encrypted token', () => {
  const token = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..MTIzNDU2Nzg5MDEy.Y2lwaGVyLXRleHQtb2YtaXQ.dGFn'

  const masked = mask([
    event.mutation({ name: 'idToken', value: token }),
    event.console({ values: ['Y2lwaGVyLXRleHQtb2YtaXQ'] }),
  ])

  expect(masked).toEqual([
    event.mutation({ name: 'idToken', value: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.[idToken#1]' }),
    event.console({ values: ['[idToken#1]'] }),
  ])
})

describe('what producers send and get', () => {
  const answer = (body: string): EventOf<'response'> =>
    event.response({ response: wireResponse({ body: bytes(body) }) })
  const basic = btoa('worker-1:s3cret-of-worker')
  const form = 'grant_type=client_credentials&client_id=worker-1&client_secret=s3cret-of-worker'

  test.each([
    { what: 'a token', producer: 'accessToken', body: '{"access_token":"opaque-token-1"}', secret: 'opaque-token-1' },
    { what: 'a refresh token', producer: 'oauth2', body: '{"refresh_token":"again-1"}', secret: 'again-1' },
    {
      what: 'a pushed request',
      producer: 'requestUri',
      body: String.raw`{"request_uri":"urn:x\/1"}`,
      secret: 'urn:x/1',
    },
    {
      what: 'a one-time password',
      producer: 'otp',
      body: '[{"to":"+491701","body":"It is 812345."}]',
      secret: '812345',
    },
  ])('redact() knows $what before it shows it, and from then on', ({ producer, body, secret }) => {
    const masked = mask([...producerExchange(answer(body), producer), event.console({ values: [`${secret}!`] })])

    const shown = masked.map((each) => (each.type === 'response' ? textBody(each.response.body) : JSON.stringify(each)))
    expect(shown.filter((text) => text.includes(secret) || text.includes(secret.replace('/', String.raw`\/`)))).toEqual(
      [],
    )
    expect(masked.at(-1)).toMatchObject({ values: [expect.stringMatching(/^\[\w+#\d\]!$/)] })
  })

  test.each([
    { what: 'in a header', wire: { headers: [{ key: 'Authorization', value: `Basic ${basic}` }] }, raw: undefined },
    { what: 'in a form', wire: { body: { kind: 'bytes' as const, bytes: bytes(form) } }, raw: form },
  ])('redact() hides the secret of a client $what, which nobody has called one', ({ wire, raw }) => {
    const request = resolvedRequest(raw === undefined ? {} : { body: { mode: 'raw', raw } })
    const sent = event.request({ source: 'producer', producer: 'accessToken', wire: wireRequest(wire), request })

    const masked = mask([sent, event.console({ values: ['s3cret-of-worker'] })])

    const text = masked.map((each) => JSON.stringify(each) + (each.type === 'request' ? bodyOf(each) : '')).join()
    expect([text.includes('s3cret-of-worker'), text.includes(basic)]).toEqual([false, false])
    expect(text).toContain('accessToken')
  })

  test('redact() leaves the digits in other answers alone', () => {
    const [, masked] = mask(producerExchange(answer('{"id":812345}')))

    expect(masked?.type === 'response' && textBody(masked.response.body)).toBe('{"id":812345}')
  })
})

function bodyOf({ wire: { body } }: EventOf<'request'>): string {
  return body.kind === 'bytes' ? textBody(body.bytes) : ''
}
