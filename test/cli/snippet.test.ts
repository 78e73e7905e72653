import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages } from '../../src/snippet/languages.ts'
import { collectionJson, flowgate, temporaryFile } from '../support/cli.ts'
import { said } from '../support/said.ts'

const PAGES = ['curl', 'csharp', 'go', 'http', 'java', 'jquery', 'nodejs', 'python', 'php', 'ruby', 'swift']
const PINGONE = 'collections/transaction-approval.postman_collection.json'
const AUTHORIZE = ['--request', 'Step 1: Send an authorization request']

const page = (language: string): string =>
  readFileSync(new URL(`../snippet/pages/${language}.txt`, import.meta.url), 'utf8')

/** The page has lost blanks at the ends of lines. */
const trimmed = (text: string): string => text.replaceAll(/ +$/gm, '')

const request = (header: readonly object[] = [], auth?: object): object => ({
  url: 'https://example.test/users?limit={{limit}}',
  method: 'GET',
  header,
  ...(auth && { auth }),
})

test.each(PAGES)("snippet prints the request of PingOne's page in %s as the page shows it", async (language) => {
  const { code, out, err } = await said(['snippet', PINGONE, ...AUTHORIZE, '--language', language])

  expect({ code, err, out: trimmed(out) }).toEqual({ code: 0, err: '', out: page(language) })
})

test('snippet is part of the binary', async () => {
  const { code, stdout } = await flowgate(['snippet', PINGONE, ...AUTHORIZE, '-l', 'curl'])

  expect({ code, stdout }).toEqual({ code: 0, stdout: page('curl') })
})

test.each(languages().flatMap(({ name, variants }) => variants.map((variant) => [name, variant])))(
  'snippet writes %s by %s',
  async (language, variant) => {
    const file = temporaryFile('c.json', collectionJson([{ name: 'A', request: request() }]))

    const { code, out, err } = await said(['snippet', file, '-q', 'A', '-l', `${language}`, '--variant', `${variant}`])

    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/\{\{limit\}\}|%7B%7Blimit%7D%7D/)
  },
)

test('snippet --list prints every language with its variants, the usual one first', async () => {
  const { code, out } = await said(['snippet', '--list'])

  expect(code).toBe(0)
  expect(out).toMatchSnapshot()
})

test('snippet takes auth of the folder above, as a header', async () => {
  const auth = { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] }
  const header = [{ key: 'authorization', value: 'old' }]
  const items = [{ name: 'F', auth, item: [{ name: 'A', request: request(header) }] }]
  const file = temporaryFile('c.json', collectionJson(items))

  const { out } = await said(['snippet', file, '-q', 'A', '-l', 'curl'])

  expect(out).toBe(
    "curl --location --globoff 'https://example.test/users?limit={{limit}}' \\\n--header 'Authorization: Bearer {{token}}'\n",
  )
})

test('snippet takes a URL and an API key in its query', async () => {
  const apikey = [
    { key: 'key', value: 'k' },
    { key: 'value', value: '{{key}}' },
    { key: 'in', value: 'query' },
  ]
  const file = temporaryFile(
    'c.json',
    collectionJson([{ name: 'A', request: request([], { type: 'apikey', apikey }) }]),
  )

  const { out } = await said(['snippet', file, '-q', 'A', '-l', 'curl'])

  expect(out).toBe("curl --location --globoff 'https://example.test/users?limit={{limit}}&k={{key}}'\n")
})

test('snippet says what auth it cannot show', async () => {
  const file = temporaryFile('c.json', collectionJson([{ name: 'A', request: request([], { type: 'digest' }) }]))

  const { code, err } = await said(['snippet', file, '-q', 'A', '-l', 'curl'])

  expect({ code, err }).toEqual({
    code: 0,
    err: 'warning: auth "digest" is not in the snippet: it is worked out when the request is sent\n',
  })
})

test.each([
  [[], 'Bearer [bearer#1]'],
  [['--show-secrets'], 'Bearer abc.def'],
])('snippet %j shows a secret that stands in the collection as %s', async (flags, shown) => {
  const header = [{ key: 'Authorization', value: 'Bearer abc.def' }]
  const file = temporaryFile('c.json', collectionJson([{ name: 'A', request: request(header) }]))

  const { out } = await said(['snippet', file, '-q', 'A', '-l', 'http', ...flags])

  expect(out).toBe(`GET /users?limit={{limit}} HTTP/1.1\nHost: example.test\nAuthorization: ${shown}\n`)
})

const TWO = collectionJson([
  { name: 'F', item: [{ name: 'A', request: request() }] },
  { name: 'G', item: [{ name: 'A', request: request() }] },
  { name: 'List users', request: request() },
])

test('snippet takes the path of a request', async () => {
  const { code, out } = await said(['snippet', temporaryFile('c.json', TWO), '-q', 'G/A', '-l', 'http'])

  expect({ code, out }).toEqual({ code: 0, out: 'GET /users?limit={{limit}} HTTP/1.1\nHost: example.test\n' })
})

test.each([
  [[], 'Cannot write a snippet: no collection is given', 'Write flowgate snippet <collection.json>'],
  [['C'], 'Cannot write a snippet: no request is named', 'Pass --request <name>'],
  [['C', 'D'], 'Cannot write a snippet: "D" is one word too many', 'Put names with blanks in quotes'],
  [['C', '-q', 'A'], 'Cannot write a snippet: no language is named', 'Pass --language <name>; --list shows them'],
  [['C', '-q', 'A', '-l', 'pyton'], 'Cannot find language "pyton": there is none of that name', 'Did you mean python?'],
  [
    ['C', '-q', 'A', '-l', 'cobol'],
    'Cannot find language "cobol": there is none of that name',
    'flowgate snippet --list shows what there is',
  ],
  [
    ['C', '-q', 'A', '-l', 'php', '--variant', 'guzle'],
    'Cannot find variant "guzle" of php: there is none of that name',
    'Did you mean guzzle?',
  ],
  [['C', '-q', 'A', '-l', 'curl'], 'Cannot choose request "A": 2 have this name', 'Pass one of "F/A", "G/A"'],
  [
    ['C', '-q', 'List user', '-l', 'curl'],
    'Cannot find request "List user": none has this name or id',
    'Did you mean "List users"?',
  ],
  [
    ['C', '-q', 'Nope', '-l', 'curl'],
    'Cannot find request "Nope": none has this name or id',
    'Requests: "A", "A", "List users"',
  ],
])('snippet %j is refused', async (words, message, hint) => {
  const file = temporaryFile('c.json', TWO)

  const { code, out, err } = await said(['snippet', ...words.map((word) => (word === 'C' ? file : word))])

  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `error: ${message}\n  ${hint}\n` })
})
