import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBareRealms } from '../../support/bare-realm.ts'

const bareRealm = await createBareRealms()
const { names } = bareRealm()

test.each(names)('load() evaluates %s where there is nothing but ECMAScript', (name) => {
  const { run } = bareRealm()

  expect(run(`typeof load(${JSON.stringify(name)})`)).toMatch(/^(function|object)$/)
})

test.each([
  [
    'ajv',
    `new (require('ajv'))().validate({ type: 'number' }, 1) + ',' + new (require('ajv'))().validate({ type: 'number' }, '')`,
    'true,false',
  ],
  ['cheerio', `require('cheerio').load('<ul><li class="a">x</li></ul>')('li.a').text()`, 'x'],
  [
    'crypto-js',
    `require('crypto-js').HmacSHA256('abc', 'key').toString()`,
    '9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab',
  ],
  ['moment', `require('moment').utc(0).format('YYYY-MM-DD')`, '1970-01-01'],
  [
    'xml2js',
    `let found; require('xml2js').parseString('<a x="1">b</a>', (_, value) => { found = value }); JSON.stringify(found)`,
    '{"a":{"_":"b","$":{"x":"1"}}}',
  ],
  ['csv-parse', `JSON.stringify(require('csv-parse/lib/sync')('a,b\\n1,2', { columns: true }))`, '[{"a":"1","b":"2"}]'],
  [
    'chai',
    `thrown(() => require('chai').expect([1]).to.eql([2]))`,
    'AssertionError: expected [ 1 ] to deeply equal [ 2 ]',
  ],
  ['lodash', `require('lodash').chunk([1, 2, 3], 2).join('|')`, '1,2|3'],
  ['tv4', `require('tv4').validate(1, { type: 'string' })`, false],
  ['url', `require('url').parse('http://a.b/c?d=1', true).query.d`, '1'],
  ['uuid', `require('uuid').v4().length`, 36],
  ['json', `thrown(() => require('json').parse('{a'))`, `JSONError: Unexpected token 'a' at 1:2\n{a\n ^`],
  ['postman-collection: Url', `new (require('postman-collection').Url)('http://a.b/:c?d=e').getQueryString()`, 'd=e'],
  ['postman-collection: Header', `require('postman-collection').Header.parse('a: b')[0].value`, 'b'],
  [
    'postman-collection: a legacy charset',
    `new (require('postman-collection').Response)({ header: [{ key: 'Content-Type', value: 'text/plain; charset=iso-8859-2' }], stream: require('buffer').Buffer.from([0xb1]) }).text()`,
    'ą',
  ],
  [
    'postman-collection: a dynamic variable',
    `/^[A-Z]/.test(require('postman-collection').Property.replaceSubstitutions('{{$randomCity}}', {}))`,
    true,
  ],
  ['postman-collection: a version', `new (require('postman-collection').Version)('1.2.3').minor`, 2],
])('require() gives a working %s', (_name, source, expected) => {
  const { run } = bareRealm()

  expect(run(source)).toEqual(expected)
})

test('every dynamic variable has a value', () => {
  const { run } = bareRealm()

  const missing = run(`Object.keys(load('dynamic-variables')).filter((name) =>
    /^$|^undefined$|[{]/.test(load('postman-collection').Property.replaceSubstitutions('{{' + name + '}}', {})))`)

  expect([...(missing as readonly string[])]).toEqual([])
})

test.each(['nope', './nope', 'process', 'lodash3', 'toString', '__proto__', 'chai-postman'])(
  'require() does not know %s',
  (name) => {
    const { run } = bareRealm()

    expect(run(`try { require(${JSON.stringify(name)}) } catch (error) { error.code + ' ' + error.message }`)).toBe(
      `MODULE_NOT_FOUND Cannot find module '${name}'`,
    )
  },
)

test('Buffer keeps a text that is called like an encoding', () => {
  const { run } = bareRealm()

  expect(run(`require('buffer').Buffer.from('base64url').toString()`)).toBe('base64url')
  expect(run(`require('buffer').Buffer.from('_-8', 'base64url').toString('hex')`)).toBe('ffef')
  expect(run(`require('buffer').Buffer.name`)).toBe('Buffer')
})

test("require('buffer') is Node's in Postman, the package in newman", () => {
  const keys = `Object.keys(require('buffer')).sort().join()`

  expect(bareRealm().run(keys)).toBe(
    'Blob,Buffer,File,INSPECT_MAX_BYTES,SlowBuffer,atob,btoa,constants,isAscii,isUtf8,kMaxLength,kStringMaxLength,resolveObjectURL,transcode',
  )
  expect(bareRealm({ dialect: 'newman' }).run(keys)).toBe('Buffer,INSPECT_MAX_BYTES,SlowBuffer,kMaxLength')
})

test("require('atob') refuses what is no Base64 in Postman, passes over it in newman", () => {
  const source = `thrown(() => require('atob')('*')) ?? 'passed'`

  expect(bareRealm().run(source)).toBe('InvalidCharacterError: Invalid character')
  expect(bareRealm({ dialect: 'newman' }).run(source)).toBe('passed')
})

test('LICENSES.txt has the licence of every package that is bundled, also of those that others brought', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../dist/realm/LICENSES.txt'), 'utf8')
  const wanted = [
    'htmlparser2',
    'sax',
    'uri-js',
    'postman-url-encoder',
    'web-streams-polyfill',
    'pako',
    'ieee754',
    'tr46',
  ]

  expect(wanted.filter((name) => !new RegExp(`^${name} \\d`, 'm').test(text))).toEqual([])
})
