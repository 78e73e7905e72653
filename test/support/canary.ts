import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { RunEvent } from '../../src/model/event.ts'
import type { SecretPolicy } from '../../src/report/redact.ts'
import { bytes, event, resolvedRequest, wireRequest, wireResponse } from './events.ts'

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

const awkward = fc
  .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.stringMatching(/^[a-zA-Z0-9]{1,6}$/)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
const long = fc
  .array(fc.constantFrom(...Array.from('abcXYZ0189+/"')), { minLength: 300, maxLength: 900 })
  .map((all) => all.join(''))
const middles = fc.oneof({ weight: 39, arbitrary: awkward }, { weight: 1, arbitrary: long })

/** Secrets between letters, so that they are no other text by accident; `mark` tells those of one run apart. A cookie or a header cannot end in blanks. */
export function secretsOf(mark: number): fc.Arbitrary<string> {
  return middles.map((middle) => `Zq${mark.toString(36)}x${middle}w9Kd`)
}

/** How a secret comes into a run: what is known before it, and the events that it is born in. */
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

function part(name: string, value: string): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`
}

/** Where a secret can come from. */
export const SOURCES: Readonly<Record<string, (value: string) => Birth>> = {
  'a variable of type secret': (value) => ({ policy: { values: [{ name: 'typed', value }] } }),
  'a variable named by --secret': (value) => ({
    policy: { names: ['plain'] },
    events: [event.mutation({ name: 'plain', value })],
  }),
  'a variable with a telling name': (value) => ({ events: [event.mutation({ name: 'clientSecret', value })] }),
  'the vault': (value) => {
    const born = [{ name: 'door', value }]
    return { policy: { born: () => born } }
  },
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
  'a part of a multipart form': (value) => request({ body: { kind: 'bytes', bytes: bytes(part('assertion', value)) } }),
  'a header with an API key': (value) => request({ headers: [{ key: 'X-API-Key', value }] }),
  'a DPoP header': (value) => request({ headers: [{ key: 'DPoP', value }] }),
  'a member that the configuration names': (value) => ({
    policy: { rules: { names: ['door*'] } },
    ...response({ body: bytes(JSON.stringify({ doorKey: value })) }),
  }),
  'a page that posts a form': (value) =>
    response({ body: bytes(`<input type="hidden" name="id_token" value="${html(value)}"/>`) }),
}

/** How it can be written where it turns up again. */
export const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
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
  'base64 of base64': (value) => Buffer.from(`a:${Buffer.from(value).toString('base64')}`).toString('base64'),
  'escapes of JavaScript': (value) =>
    Array.from({ length: value.length }, (_, at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  'quoted-printable': (value) =>
    Array.from(Buffer.from(value), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  'bytes in JSON': (value) => JSON.stringify(Buffer.from(value)),
  'bytes as Node prints them': (value) =>
    `<Buffer ${(Buffer.from(value).toString('hex').match(/../g) ?? []).join(' ')}>`,
  'base64 of gzip': (value) => gzipSync(`a ${value} b`).toString('base64'),
  'base64url of zlib': (value) => deflateSync(value).toString('base64url'),
}

/** Text in HTML. */
export function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
