import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { urlText } from '../../src/engine/url-text.ts'
import { urlFromJson, urlToJson } from '../../src/load/url.ts'
import type { UrlTemplate } from '../../src/model/collection.ts'

const TEXTS = [
  '',
  'http://a.test',
  'https://a.test/',
  'a.test',
  '/only/path',
  '  http://a.test/trimmed',
  'http://a.test/p/a/t/h?x=1&y=2#frag',
  'http://user:pass@a.test:8080/x',
  'http://user@a.test',
  'http://:pass@a.test',
  'http://@a.test',
  'http://u:p:q@a@b.test/',
  'http://a.test:/x',
  'http://[::1]:3000/x',
  'http://[::1]/x',
  'http://127.0.0.1:9400/v1',
  '{{base}}/users/{{id}}',
  '{{base}}',
  '{{proto}}://{{host.name}}.com:{{#port}}/p?q={{a&b}}#{{h#h}}',
  'http://{{u@ser}}:{{p:w}}@{{ho/st}}:{{po:rt}}/{{pa?th}}?{{k=ey}}={{va&lue}}',
  'http://a.test?x=1',
  'http://a.test?',
  'http://a.test/?',
  'http://a.test#',
  'http://a.test/?#',
  'http://a.test/?a=b&&',
  'http://a.test/?&a=b',
  'http://a.test/?a',
  'http://a.test/?a=',
  'http://a.test/?=b',
  'http://a.test/?a=b=c',
  'http://a.test/?a=1&a=2&a=3',
  'http://a.test/?u=http://b.test/c?d',
  'http://a.test/x#a#b',
  'http://a.test/x?y#a?b',
  'http://a.test//double//slash',
  'http:///a.test/x',
  'file:////etc/hosts',
  'http:\\\\a.test\\x?y=\\z',
  'http://a.test/:id/:name.json/:id?x=:y',
  'http://a.test/:/::x',
  '://a.test',
  'ftp://a.test/x',
  'mailto:x@y.test',
  'http://a.test/ü/%20/ space?ä=ö ß',
  'http://a.test/{{a}/b}}/{{{c}}}/{{}}',
  'http://a.test/{{unclosed?x={{y}}',
  'http://a..test./x',
  'localhost:3000',
  'http://a.test/?requestParam=<<x>>&q={{x}}',
]

test.each(TEXTS)('urlFromJson() splits %j as Postman does', (text) => {
  const oracle = new sdk.Url(text).toJSON() as unknown as UrlTemplate & { variable: { key: string }[] }

  const url = urlFromJson(text)

  expect({ ...url, variables: url.variables.map((variable) => variable.key) }).toEqual({
    protocol: oracle.protocol,
    auth: oracle.auth,
    host: oracle.host ?? [],
    port: oracle.port,
    path: oracle.path,
    query: oracle.query,
    hash: oracle.hash,
    variables: oracle.variable.map((variable) => variable.key),
  })
})

test.each(TEXTS)('urlText() writes %j as Postman does', (text) => {
  const url = urlFromJson(text)

  expect(urlText(url)).toBe(new sdk.Url(text).toString())
})

const OBJECTS: readonly Record<string, unknown>[] = [
  {},
  { protocol: 'https', host: ['a', 'test'], path: ['x', 'y'] },
  { protocol: 'https://', host: 'a.{{b.c}}.test', path: '/x/y' },
  { host: 'a.test', path: '/' },
  { host: ['a.test'], path: [] },
  { host: ['a'], path: ['', 'x', ''] },
  { host: ['a'], port: 8080, auth: { user: 'u', password: 'p' } },
  { host: ['a'], auth: { password: 'p' } },
  { host: ['a'], auth: {}, port: null, hash: null, path: null, protocol: null },
  {
    host: ['a'],
    query: [
      { key: 'x', value: '1' },
      { key: 'y', value: '2', disabled: true },
      { key: 'z', value: null },
    ],
  },
  { host: ['a'], query: [{ key: 'x', value: '1', disabled: true }] },
  {
    host: ['a'],
    query: [
      { key: null, value: null },
      { key: 'b', value: '' },
    ],
  },
  { host: ['a'], query: [{ key: 'a&b=c#d', value: 'e&f=g#h{{i&j}}' }] },
  { host: ['a'], query: 'x=1&y' },
  { host: ['a'], query: { x: '1', y: '' } },
  { host: ['a'], path: [':id', ':id.json', ':other'], variable: [{ key: 'id', value: '7' }] },
  { host: ['a'], path: [':id'], variable: [{ id: 'id', value: '{{seven}}' }] },
  { host: ['a'], path: [':id'], variable: [{ key: 'id', value: '' }] },
  {
    host: ['a'],
    path: [':id'],
    variable: [
      { key: 'id', value: '1' },
      { key: 'id', value: '2' },
    ],
  },
  { host: ['a'], path: [':id'], variable: [{ key: 'id', value: '1', disabled: true }] },
  { host: ['a'], hash: '' },
  { host: ['a'], hash: 'x' },
]

test.each(OBJECTS)('urlText() writes %j as Postman does', (json) => {
  const url = urlFromJson(json)

  expect(urlText(url)).toBe(new sdk.Url(structuredClone(json) as never).toString())
})

test.each([...TEXTS, ...OBJECTS])('urlToJson() gives back all of %j', (json) => {
  const url = urlFromJson(json)

  expect(urlFromJson(urlToJson(url))).toEqual(url)
})

test('urlFromJson() reads the raw text of an object that has nothing else', () => {
  const url = urlFromJson({ raw: 'http://a.test/:id?x=1', variable: [{ key: 'id', value: '7' }] })

  expect(url).toEqual({
    protocol: 'http',
    host: ['a', 'test'],
    path: [':id'],
    query: [{ key: 'x', value: '1' }],
    variables: [{ key: 'id', value: '7' }],
  })
})

test('urlFromJson() turns values that are no text into text', () => {
  const url = urlFromJson({
    host: ['a'],
    port: 80,
    path: ['x', { type: 'string', value: 'y' }, 3],
    query: [{ key: 'n', value: 5 }, 'k=v', null],
    variable: [{ key: 'id', value: 7, description: 'dropped' }],
  })

  expect(url).toEqual({
    host: ['a'],
    port: '80',
    path: ['x', 'y', '3'],
    query: [
      { key: 'n', value: '5' },
      { key: 'k', value: 'v' },
    ],
    variables: [{ key: 'id', value: '7' }],
  })
})

test.each([null, undefined, 5, []])('urlFromJson() makes an empty URL of %j', (json) => {
  expect(urlFromJson(json)).toEqual({ host: [], query: [], variables: [] })
})

test('urlFromJson() takes what stands for a secret for a part of the URL, and no fragment for its sign', () => {
  const url = urlFromJson('http://u:[password#1]@a.test/[id#2]/x?code=[code#12]&y=1#access_token=[access_token#1]')

  expect(url).toEqual({
    protocol: 'http',
    auth: { user: 'u', password: '[password#1]' },
    host: ['a', 'test'],
    path: ['[id#2]', 'x'],
    query: [
      { key: 'code', value: '[code#12]' },
      { key: 'y', value: '1' },
    ],
    hash: 'access_token=[access_token#1]',
    variables: [],
  })
})
