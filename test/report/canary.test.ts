import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createRedactor, type SecretPolicy } from '../../src/report/redact.ts'
import { REPORTERS } from '../../src/report/registry.ts'
import {
  bytes,
  event,
  failure,
  itemOf,
  resolvedRequest,
  runOf,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'
import { leaksIn } from '../support/leaks.ts'

/** What makes a secret awkward, and what it might be taken apart at. */
const AWKWARD = [
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\t',
  '%',
  '%41',
  '+',
  '&',
  '=',
  '<',
  '>',
  '/',
  '?',
  '#',
  ';',
  ',',
  ':',
  '@',
  ' ',
  'ä',
  'ß',
  '€',
  '日本',
  '😀',
  '{"a":1}',
  '{{x}}',
  '[masked]',
  '[typed#1]',
  '&amp;',
  '</script>',
  '$&',
  '…',
  '.',
]

/** Between letters, so that it is no other text by accident; a cookie or a header cannot end in blanks. */
const awkwardSecret = fc
  .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.stringMatching(/^[a-zA-Z0-9]{1,6}$/)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => `Zq7x${parts.join('')}w9Kd`)
const longSecret = fc.stringMatching(/^[a-zA-Z0-9+/"]{300,2000}$/).map((text) => `Zq7x${text}w9Kd`)
const secret = fc.oneof({ weight: 9, arbitrary: awkwardSecret }, { weight: 1, arbitrary: longSecret })

interface Birth {
  readonly policy?: Partial<SecretPolicy>
  readonly events?: readonly RunEvent[]
}

function form(name: string, value: string): string {
  return new URLSearchParams({ [name]: value }).toString()
}

function response(change: Parameters<typeof wireResponse>[0]): Birth {
  return { events: [event.request(), event.response({ response: wireResponse(change) })] }
}

function request(change: Parameters<typeof wireRequest>[0]): Birth {
  return { events: [event.request({ wire: wireRequest(change) }), event.response()] }
}

function auth(type: string, name: string): (value: string) => Birth {
  return (value) => ({
    events: [
      event.request({ request: resolvedRequest({ auth: { type, parameters: { [name]: value } } }) }),
      event.response(),
    ],
  })
}

/** Where a secret can come from. */
const SOURCES: Readonly<Record<string, (value: string) => Birth>> = {
  'a variable of type secret': (value) => ({ policy: { values: [{ name: 'typed', value }] } }),
  'a variable named by --secret': (value) => ({
    policy: { names: ['plain'] },
    events: [event.mutation({ name: 'plain', value })],
  }),
  'a variable with a telling name': (value) => ({ events: [event.mutation({ name: 'clientSecret', value })] }),
  'a producer': (value) => ({ events: [event.mutation({ name: 'state', by: 'producer', value })] }),
  'a token response': (value) => response({ body: bytes(JSON.stringify({ access_token: value })) }),
  'an ID token': (value) => response({ body: bytes(JSON.stringify({ a: { id_token: value } })) }),
  'an OTP in JSON in JSON': (value) =>
    response({ body: bytes(JSON.stringify({ raw: JSON.stringify({ otp: value }) })) }),
  'the code of a flow': (value) => response({ body: bytes(JSON.stringify({ authorizeResponse: { code: value } })) }),
  'a pretty token response': (value) =>
    response({ body: bytes(JSON.stringify({ refresh_token: value }, undefined, 2)) }),
  'a Location': (value) =>
    response({
      status: 302,
      headers: [{ key: 'Location', value: `http://localhost/cb?${form('code', value)}&state=1` }],
    }),
  'a fragment': (value) =>
    response({ headers: [{ key: 'Location', value: `http://localhost/cb#${form('access_token', value)}` }] }),
  'a Set-Cookie': (value) =>
    response({ headers: [{ key: 'Set-Cookie', value: `ST=${encodeURIComponent(value)}; Path=/` }] }),
  'a Cookie': (value) => request({ headers: [{ key: 'Cookie', value: `a=1; ST=${encodeURIComponent(value)}` }] }),
  'a Bearer header': (value) => request({ headers: [{ key: 'Authorization', value: `Bearer ${value}` }] }),
  'a Basic header': (value) =>
    request({ headers: [{ key: 'Authorization', value: `Basic ${Buffer.from(`ann:${value}`).toString('base64')}` }] }),
  'Basic credentials of OAuth 2.0': (value) =>
    request({
      headers: [
        { key: 'Authorization', value: `Basic ${Buffer.from(`ann:${encodeURIComponent(value)}`).toString('base64')}` },
      ],
    }),
  'an API key': auth('apikey', 'value'),
  'a bearer token': auth('bearer', 'token'),
  'a Basic password': auth('basic', 'password'),
  'a Digest password': auth('digest', 'password'),
  'an NTLM password': auth('ntlm', 'password'),
  'a Hawk key': auth('hawk', 'authKey'),
  'an AWS key': auth('awsv4', 'secretKey'),
  'an AWS session': auth('awsv4', 'sessionToken'),
  'an OAuth 1.0 secret': auth('oauth1', 'consumerSecret'),
  'an OAuth 1.0 token secret': auth('oauth1', 'tokenSecret'),
  'an OAuth 2.0 secret': auth('oauth2', 'clientSecret'),
  'an OAuth 2.0 password': auth('oauth2', 'password'),
  'an EdgeGrid secret': auth('edgegrid', 'clientSecret'),
  'an ASAP key': auth('asap', 'privateKey'),
  'a JWT secret': auth('jwt', 'secret'),
  'the password of a URL': (value) => request({ url: `http://ann:${encodeURIComponent(value)}@localhost/` }),
  'a form field': (value) => ({
    events: [
      event.request({
        request: resolvedRequest({ body: { mode: 'urlencoded', urlencoded: [{ key: 'client_secret', value }] } }),
        wire: wireRequest({ body: { kind: 'bytes', bytes: bytes(form('client_secret', value)) } }),
      }),
      event.response(),
    ],
  }),
  'a form': (value) => request({ body: { kind: 'bytes', bytes: bytes(`grant_type=x&${form('assertion', value)}`) } }),
  'a page that posts a form': (value) =>
    response({ body: bytes(`<input type="hidden" name="id_token" value="${html(value)}"/>`) }),
}

/** How it can be written where it turns up again. */
const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  percent: encodeURIComponent,
  'percent in small letters': (value) => encodeURIComponent(value).replaceAll(/%../g, (escape) => escape.toLowerCase()),
  form: (value) => form('x', value),
  'percent twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  JSON: (value) => JSON.stringify(value),
  'JSON twice': (value) => JSON.stringify(JSON.stringify(value)),
  'ASCII JSON': (value) =>
    JSON.stringify(value).replaceAll(
      /[^\x20-\x7e]|[<>&]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  HTML: html,
  'HTML by number': (value) => Array.from(value, (c) => `&#x${c.codePointAt(0)?.toString(16) ?? ''};`).join(''),
  base64: (value) => Buffer.from(value).toString('base64'),
  'base64url behind one byte': (value) => Buffer.from(`:${value}`).toString('base64url'),
  'base64 between others': (value) => Buffer.from(`ab${value}yz`).toString('base64'),
  Basic: (value) => `Basic ${Buffer.from(`client:${value}`).toString('base64')}`,
  'Basic of percent': (value) => Buffer.from(`client:${encodeURIComponent(value)}`).toString('base64'),
  'base64 of JSON': (value) => Buffer.from(JSON.stringify({ a: value })).toString('base64url'),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'base64 in lines': (value) => Buffer.from(value).toString('base64').replaceAll(/.{64}/g, '$&\n'),
  'base64 in JSON lines': (value) =>
    JSON.stringify(Buffer.from(value).toString('base64').replaceAll(/.{76}/g, '$&\r\n')),
  'percent of base64': (value) => encodeURIComponent(Buffer.from(value).toString('base64')),
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Everything that a run can say with a text in it. */
function sayings(text: string): readonly RunEvent[] {
  return [
    event.console({ values: [text, { [text]: text }, [text]] }),
    event.mutation({ name: 'x', value: text }),
    event.failed({
      name: `says ${text}`,
      failure: failure({
        message: `expected '${text}' to equal 1`,
        error: { name: 'AssertionError', message: text, stack: `at ${text}`, expected: text, actual: { text } },
      }),
    }),
    event.scriptEnd({ failure: failure({ code: 'SCRIPT_ERROR', message: text }) }),
    event.request({
      exchange: 1,
      request: resolvedRequest({
        header: [{ key: 'X-A', value: text }],
        body: { mode: 'formdata', formdata: [{ type: 'file', key: 'f', src: [`/tmp/${text}.txt`] }] },
      }),
      wire: wireRequest({
        headers: [{ key: 'X-A', value: text }],
        body: { kind: 'bytes', bytes: bytes(`a ${text} b`) },
      }),
    }),
    event.response({ exchange: 1, response: wireResponse({ statusText: text, body: bytes(`<p>${text}</p>`) }) }),
    event.requestFailed({ exchange: 2, failure: failure({ code: 'CONNECTION_REFUSED', message: text, hint: text }) }),
  ]
}

const someEncodings = fc
  .subarray(Object.keys(ENCODINGS), { minLength: 3, maxLength: 3 })
  .map((names) => names.flatMap((name) => ENCODINGS[name] ?? []))

/** Built-in reporters that show one of the secrets. */
async function leakingReports(
  item: readonly RunEvent[],
  { secrets, policy }: { readonly secrets: readonly string[]; readonly policy: Partial<SecretPolicy> },
): Promise<readonly string[]> {
  const { event: mask } = createRedactor({ values: [], names: [], show: false, ...policy })
  const masked = runOf(...item).map(mask)
  const screen = { width: 100, color: false, unicode: true, isTerminal: false }
  const reports = await Promise.all(
    Object.entries(REPORTERS).map(async ([name, { load }]) => {
      const reporter = (await load())({ screen, options: { verbose: true } })
      return { name, text: await textOf(reporter(streamOf(masked))) }
    }),
  )
  return reports.filter(({ text }) => leaksIn(text, secrets).length > 0).map(({ name }) => name)
}

/** The same cases each time; another number looks for others. */
const SEED = 308_286_395

describe('redact()', () => {
  test.each(Object.entries(SOURCES))('redact() lets no report show a secret that came from %s', async (_, birth) => {
    const isHidden = fc.asyncProperty(secret, someEncodings, async (value, encodings) => {
      const { policy = {}, events = [] } = birth(value)
      const said = encodings.flatMap((encode) => sayings(encode(value)))

      const leaking = await leakingReports(itemOf(...events, ...said), { secrets: [value], policy })

      expect(leaking).toEqual([])
    })

    await fc.assert(isHidden, { numRuns: 10, seed: SEED })
  })

  test('redact() lets no report show a secret that contains another one, or overlaps it', async () => {
    const isHidden = fc.asyncProperty(secret, secret, secret, async (first, middle, last) => {
      const values = [middle, first + middle, middle + last].map((value) => ({ name: 'typed', value }))
      const text = first + middle + last

      const leaking = await leakingReports(itemOf(event.console({ values: [text, html(text)] })), {
        secrets: [first, middle, last],
        policy: { values },
      })

      expect(leaking).toEqual([])
    })

    await fc.assert(isHidden, { numRuns: 50, seed: SEED })
  })
})
