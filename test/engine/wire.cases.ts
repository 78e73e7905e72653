import { USER_AGENT } from '../../src/engine/wire.ts'
import type { Body, Header } from '../../src/model/collection.ts'
import type { ResolvedRequest } from '../../src/model/exchange.ts'

/** Where the recording server of the cases listened. */
export const URL = 'http://localhost:4999/x'
const BEFORE_HOST = `User-Agent: ${USER_AGENT}
Accept: */*
Cache-Control: no-cache
Postman-Token: 00000000-0000-4000-8000-000000000001`
const SYSTEM = `${BEFORE_HOST}
Host: localhost:4999
Accept-Encoding: gzip, deflate, br
Connection: keep-alive`
const BOUNDARY = '--------------------------000000000000000000000000'
/** A JSON body. */
export const JSON_BODY: Body = { mode: 'raw', raw: '{"a":1}', language: 'json' }

/** A request, and what goes out for it. */
export interface Case extends Partial<ResolvedRequest> {
  readonly name: string
  readonly cookies?: string
  /** With \n for CRLF; files are written as <path>. */
  readonly sent: string
}

/** Every `sent` was recorded from newman 6.2.2 on a raw socket; only User-Agent, Postman-Token and boundary are ours. */
export const CASES: readonly Case[] = [
  { name: 'a bare GET', sent: `GET /x\n${SYSTEM}\n\n` },
  {
    name: 'headers of one name together, and of two spellings the last',
    header: header('A: 1', 'B: 2', 'A: 3', 'b: 4', ': no', 'E: ').concat({ key: 'C', value: 'd', disabled: true }),
    sent: `GET /x\nA: 1\nA: 3\nb: 4\nE: \n${SYSTEM}\n\n`,
  },
  {
    name: 'own system headers at their place',
    method: 'POST',
    header: header(
      'connection: close',
      'HOST: other',
      'accept: a/b',
      'postman-token: T',
      'accept-encoding: x',
      'cache-control: z',
    ),
    body: JSON_BODY,
    cookies: 'a=b; c=d',
    sent: `POST /x
connection: close
HOST: other
accept: a/b
postman-token: T
accept-encoding: x
cache-control: z
Content-Type: application/json
User-Agent: ${USER_AGENT}
Content-Length: 7
Cookie: a=b; c=d

{"a":1}`,
  },
  {
    name: 'no disabled system header',
    method: 'POST',
    body: JSON_BODY,
    cookies: 'a=b',
    behavior: disabled(
      'user-agent',
      'accept',
      'cache-control',
      'postman-token',
      'host',
      'accept-encoding',
      'connection',
    ),
    sent: `POST /x\nContent-Type: application/json\nContent-Length: 7\nCookie: a=b\n\n{"a":1}`,
  },
  {
    name: 'a body without its disabled Content-Type',
    method: 'POST',
    body: JSON_BODY,
    behavior: disabled('content-type'),
    sent: `POST /x\n${SYSTEM}\nContent-Length: 7\n\n{"a":1}`,
  },
  {
    name: 'a body without its disabled Content-Length',
    method: 'POST',
    body: JSON_BODY,
    behavior: disabled('content-length'),
    sent: `POST /x\nContent-Type: application/json\n${SYSTEM}\n\n{"a":1}`,
  },
  {
    name: 'an own Content-Length, even a wrong one',
    method: 'POST',
    header: header('content-length: 3'),
    body: JSON_BODY,
    sent: `POST /x\ncontent-length: 3\nContent-Type: application/json\n${SYSTEM}\n\n{"a":1}`,
  },
  {
    name: 'the own Cookie before those of the jar, at its place',
    header: header('cookie: x=1', 'B: 2', 'cookie: y=2'),
    cookies: 'a=b; c=d',
    sent: `GET /x\ncookie: x=1; y=2; a=b; c=d\nB: 2\n${SYSTEM}\n\n`,
  },
  {
    name: 'no cookie of the jar when cookies are disabled',
    header: header('cookie: x=1'),
    cookies: 'a=b',
    behavior: { disableCookies: true },
    sent: `GET /x\ncookie: x=1\n${SYSTEM}\n\n`,
  },
  {
    name: 'a POST without body',
    method: 'POST',
    cookies: 'a=b',
    sent: `POST /x\n${SYSTEM}\nCookie: a=b\nContent-Length: 0\n\n`,
  },
  { name: 'a method of its own without body', method: 'foo', sent: `FOO /x\n${SYSTEM}\nContent-Length: 0\n\n` },
  { name: 'a DELETE without body', method: 'DELETE', cookies: 'a=b', sent: `DELETE /x\n${SYSTEM}\nCookie: a=b\n\n` },
  { name: 'no body with GET', body: JSON_BODY, sent: `GET /x\n${SYSTEM}\n\n` },
  { name: 'no body with COPY', method: 'COPY', body: JSON_BODY, sent: `COPY /x\n${SYSTEM}\nContent-Length: 0\n\n` },
  {
    name: 'a body with GET when pruning is disabled',
    body: JSON_BODY,
    behavior: { disableBodyPruning: true },
    cookies: 'a=b',
    sent: `GET /x\nContent-Type: application/json\n${SYSTEM}\nContent-Length: 7\nCookie: a=b\n\n{"a":1}`,
  },
  {
    name: 'no disabled body',
    method: 'POST',
    body: { ...JSON_BODY, disabled: true },
    sent: `POST /x\n${SYSTEM}\nContent-Length: 0\n\n`,
  },
  {
    name: 'no empty raw body',
    method: 'POST',
    body: { mode: 'raw', raw: '', language: 'json' },
    sent: `POST /x\n${SYSTEM}\nContent-Length: 0\n\n`,
  },
  {
    name: 'text as text/plain',
    method: 'POST',
    body: { mode: 'raw', raw: '日😀', language: 'yaml' },
    sent: `POST /x\nContent-Type: text/plain\n${SYSTEM}\nContent-Length: 7\n\n日😀`,
  },
  {
    name: 'XML by its language',
    method: 'POST',
    body: { mode: 'raw', raw: '<a/>', language: 'xml' },
    sent: `POST /x\nContent-Type: application/xml\n${SYSTEM}\nContent-Length: 4\n\n<a/>`,
  },
  {
    name: 'JSON without its comments',
    method: 'POST',
    body: { mode: 'raw', raw: '{"a":1 // c\n, /* d */ "b": "http://x" }', language: 'json' },
    sent: `POST /x\nContent-Type: application/json\n${SYSTEM}\nContent-Length: 28\n\n{"a":1 \n,  "b": "http://x" }`,
  },
  {
    name: 'nothing of a JSON body that is only a comment, but its Content-Type',
    method: 'POST',
    body: { mode: 'raw', raw: '// nothing', language: 'json' },
    sent: `POST /x\nContent-Type: application/json\n${SYSTEM}\nContent-Length: 0\n\n`,
  },
  {
    name: 'comments left out by the own Content-Type',
    method: 'POST',
    header: header('Content-Type: application/vnd.api+json; x'),
    body: { mode: 'raw', raw: '{} // c' },
    sent: `POST /x\nContent-Type: application/vnd.api+json; x\n${SYSTEM}\nContent-Length: 3\n\n{} `,
  },
  {
    name: 'comments in a text, whatever its Content-Type',
    method: 'POST',
    header: header('Content-Type: application/json'),
    body: { mode: 'raw', raw: '{} // c', language: 'text' },
    sent: `POST /x\nContent-Type: application/json\n${SYSTEM}\nContent-Length: 7\n\n{} // c`,
  },
  {
    name: 'a form with equal names together and numbers first',
    method: 'POST',
    body: form(['b', "1!'()*~ +é"], ['2', 'n'], ['b', 'x'], ['', 'v'], ['k', '']),
    cookies: 'a=b',
    sent: `POST /x
${SYSTEM}
Content-Type: application/x-www-form-urlencoded
Content-Length: 45
Cookie: a=b

2=n&b=1%21%27%28%29%2A~%20%2B%C3%A9&b=x&=v&k=`,
  },
  {
    name: 'a form over a Content-Type that does not fit',
    method: 'POST',
    header: header('content-type: mine', 'Z: 1'),
    body: form(['a', '1']),
    sent: `POST /x\ncontent-type: application/x-www-form-urlencoded\nZ: 1\n${SYSTEM}\nContent-Length: 3\n\na=1`,
  },
  {
    name: 'a form under a Content-Type that fits',
    method: 'POST',
    header: header('content-type: application/x-www-form-urlencoded; charset=x'),
    body: form(['a', '1']),
    sent: `POST /x\ncontent-type: application/x-www-form-urlencoded; charset=x\n${SYSTEM}\nContent-Length: 3\n\na=1`,
  },
  {
    name: 'a form under any own Content-Type when the system one is disabled',
    method: 'POST',
    header: header('Content-Type: mine'),
    body: form(['a', '1']),
    behavior: disabled('content-type'),
    sent: `POST /x\nContent-Type: mine\n${SYSTEM}\nContent-Length: 3\n\na=1`,
  },
  {
    name: 'no form without an enabled field',
    method: 'POST',
    body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1', disabled: true }] },
    sent: `POST /x\n${SYSTEM}\nContent-Length: 0\n\n`,
  },
  {
    name: 'GraphQL with its variables as written',
    method: 'POST',
    body: { mode: 'graphql', query: '{a}\n', operationName: 'op', variables: '{"x": 1 }' },
    sent: `POST /x
Content-Type: application/json
${SYSTEM}
Content-Length: 60

{"query":"{a}\\n","operationName":"op","variables":{"x": 1 }}`,
  },
  {
    name: 'GraphQL without empty variables',
    method: 'POST',
    body: { mode: 'graphql', query: '', operationName: '', variables: '' },
    sent: `POST /x\nContent-Type: application/json\n${SYSTEM}\nContent-Length: 31\n\n{"query":"","operationName":""}`,
  },
  {
    name: 'GraphQL with null as written',
    method: 'POST',
    body: { mode: 'graphql', query: '{a}', operationName: null, variables: null },
    sent: `POST /x
Content-Type: application/json
${SYSTEM}
Content-Length: 53

{"query":"{a}","operationName":null,"variables":null}`,
  },
  {
    name: 'one Content-Type with a form, in place of several',
    method: 'POST',
    header: header('Content-Type: a', 'B: 1', 'Content-Type: b'),
    body: form(['a', '1']),
    sent: `POST /x
Content-Type: application/x-www-form-urlencoded
B: 1
${SYSTEM}
Content-Length: 3

a=1`,
  },
  {
    name: 'the cookies of the jar where the own ones are empty',
    header: header('Cookie: '),
    cookies: 'j=1',
    sent: `GET /x\nCookie: j=1\n${SYSTEM}\n\n`,
  },
  {
    name: 'a multipart body with texts and files',
    method: 'POST',
    cookies: 'a=b',
    body: {
      mode: 'formdata',
      formdata: [
        { type: 'text', key: 'a"b', value: 'é' },
        { type: 'text', key: 'n', value: '{"x":1}', contentType: 'application/json' },
        { type: 'text', key: 'off', value: '', disabled: true },
        { type: 'file', key: 'fn', src: ['noext'], fileName: 'dir/photo.png' },
        { type: 'file', key: 'uf', src: ['up.json'], fileName: '日本.txt' },
        { type: 'file', key: 'none', src: [] },
        { type: 'file', key: 'g', src: ['noext', 'up.json'] },
      ],
    },
    sent: `POST /x
${SYSTEM}
Content-Type: multipart/form-data; boundary=${BOUNDARY}
Cookie: a=b
Content-Length: 1092

--${BOUNDARY}
Content-Disposition: form-data; name="a"b"

é
--${BOUNDARY}
Content-Disposition: form-data; name="n"
Content-Type: application/json

{"x":1}
--${BOUNDARY}
Content-Disposition: form-data; name="fn"; filename="photo.png"
Content-Type: image/png

<noext>
--${BOUNDARY}
Content-Disposition: form-data; name="uf"; filename="日本.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt
Content-Type: application/json

<up.json>
--${BOUNDARY}
Content-Disposition: form-data; name="none"; filename=""


--${BOUNDARY}
Content-Disposition: form-data; name="g"; filename="noext"
Content-Type: application/octet-stream

<noext>
--${BOUNDARY}
Content-Disposition: form-data; name="g"; filename="up.json"
Content-Type: application/json

<up.json>
--${BOUNDARY}--
`,
  },
  {
    name: 'a multipart body with the boundary of the own Content-Type',
    method: 'POST',
    header: header('Content-Type: multipart/form-data; boundary=mine'),
    body: { mode: 'formdata', formdata: [{ type: 'text', key: 'a', value: '1' }] },
    sent: `POST /x
Content-Type: multipart/form-data; boundary=mine
${SYSTEM}
Content-Length: 65

--mine
Content-Disposition: form-data; name="a"

1
--mine--
`,
  },
  {
    name: 'a file with the type of its extension',
    method: 'POST',
    cookies: 'a=b',
    body: { mode: 'file', src: 'up.json' },
    sent: `POST /x\n${SYSTEM}\nCookie: a=b\nContent-Length: 8\nContent-Type: application/json\n\n<up.json>`,
  },
  {
    name: 'a file under the own Content-Type',
    method: 'POST',
    header: header('content-type: a/b'),
    body: { mode: 'file', src: 'noext' },
    sent: `POST /x\ncontent-type: a/b\n${SYSTEM}\nContent-Length: 3\n\n<noext>`,
  },
  {
    name: 'a file given as base64 without a Content-Type',
    method: 'POST',
    body: { mode: 'file', content: 'aGk=' },
    sent: `POST /x\n${SYSTEM}\nContent-Length: 2\n\nhi`,
  },
  {
    name: 'a user of the URL as Basic credentials',
    method: 'POST',
    url: 'http://us%20er:p@ss@localhost:4999/x',
    body: form(['a', '1']),
    sent: `POST /x
${SYSTEM}
Content-Type: application/x-www-form-urlencoded
Authorization: Basic dXMgZXI6cEBzcw==
Content-Length: 3

a=1`,
  },
  {
    name: 'a percent-encoded URL without its fragment',
    url: 'http://localhost:4999/a b"é/{{x}}/../%41%zz?c={d} e&&=f&g=\'"<>[]|#h?i',
    sent: `GET /a%20b%22%C3%A9/%7B%7Bx%7D%7D/../%41%zz?c={d}%20e&&=f&g=%27%22%3C%3E[]|\n${SYSTEM}\n\n`,
  },
  {
    name: 'a URL as written when encoding is disabled',
    url: 'http://localhost:4999/a"é?c={d}',
    behavior: { disableUrlEncoding: true },
    sent: `GET /a"é?c={d}\n${SYSTEM}\n\n`,
  },
  { name: 'a URL without a scheme over http', url: 'localhost:4999/x?', sent: `GET /x?\n${SYSTEM}\n\n` },
]

/** Headers from lines. */
export function header(...lines: readonly string[]): readonly Header[] {
  return lines.map((line) => ({ key: line.slice(0, line.indexOf(': ')), value: line.slice(line.indexOf(': ') + 2) }))
}

function disabled(...names: readonly string[]): ResolvedRequest['behavior'] {
  return { disabledSystemHeaders: Object.fromEntries(names.map((name) => [name, true])) }
}

function form(...fields: readonly (readonly [string, string])[]): Body {
  return { mode: 'urlencoded', urlencoded: fields.map(([key, value]) => ({ key, value })) }
}
