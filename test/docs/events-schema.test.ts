import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv-6'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, ROOT, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const SCHEMA: unknown = JSON.parse(readFileSync(join(ROOT, 'docs/events.schema.json'), 'utf8'))
const GOLDEN = join(ROOT, 'test/report/golden')

/** Readers may pass over what they do not know; here nothing may be unknown. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (typeof schema !== 'object' || schema === null) return schema
  const entries = Object.entries(schema).map(([name, value]): [string, unknown] => [name, strict(value)])
  return Object.fromEntries('properties' in schema ? [...entries, ['additionalProperties', false]] : entries)
}

/** All but `produced`, which the transaction approval has. */
const EVENTS = [
  'assertion',
  'console',
  'item:end',
  'item:start',
  'iteration:end',
  'iteration:start',
  'mutation',
  'request',
  'request:failed',
  'response',
  'run:end',
  'run:start',
  'script:end',
  'script:start',
  'wait',
]

const validate = new Ajv({ allErrors: true }).compile(strict(SCHEMA) as object)

/** The lines of a log that are not as the schema has them. */
const faults = (log: string): readonly string[] =>
  log
    .trim()
    .split('\n')
    .filter((line) => validate(JSON.parse(line)) !== true)

test.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.ndjson')))(
  'the schema fits the recorded run %s',
  (name) => {
    expect(faults(readFileSync(join(GOLDEN, name), 'utf8'))).toEqual([])
  },
)

test('the schema fits the log of the transaction approval', async () => {
  const collection = 'collections/transaction-approval.postman_collection.json'

  const { stdout } = await flowgate(['run', collection, '--standin', '-r', 'ndjson=-'])

  expect(faults(stdout)).toEqual([])
})

test('the schema fits the log of a run with all kinds of bodies, auth, failures, redirects and cookies', async () => {
  const { url } = await startServer((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new', 'set-cookie': 'a=b; Max-Age=60; Path=/' })
    response.end('{}')
  })
  const post = (body: object, rest: object = {}): object => ({
    name: 'A',
    request: { method: 'POST', url: `${url}/old`, body, ...rest },
  })
  const basic = [
    { key: 'username', value: 'u' },
    { key: 'password', value: 'p' },
  ]
  const script = [
    `console.log(undefined, NaN)`,
    `pm.test('holds', () => pm.expect({ a: 1 }).to.eql({ a: 2 }))`,
    `pm.test.skip('later', () => {})`,
    `pm.environment.set('a', 1); pm.environment.unset('a'); pm.globals.set('g', { a: 1 })`,
    `pm.execution.setNextRequest(null)`,
    `pm.sendRequest('${url}', () => { throw new Error('no') })`,
  ]
  const items = [
    post({ mode: 'raw', raw: 'ä' }, { auth: { type: 'basic', basic } }),
    post({ mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b' }] }),
    post({
      mode: 'formdata',
      formdata: [
        { key: 'a', value: 'b' },
        { type: 'file', key: 'f', src: 'package.json' },
      ],
    }),
    post({ mode: 'graphql', graphql: { query: '{ a }' } }),
    { name: 'refused', request: 'http://127.0.0.1:1/' },
    { name: 'broken', request: url, event: [testScript('null.x')] },
    { name: 'last', request: url, event: [testScript(...script)] },
  ]
  const log = join(temporaryFolder(), 'run.ndjson')

  await flowgate([
    'run',
    temporaryFile('c.json', collectionJson(items)),
    '-n',
    '2',
    '--delay-request',
    '1',
    '-r',
    `ndjson=${log}`,
  ])

  const text = readFileSync(log, 'utf8')
  expect(faults(text)).toEqual([])
  const types = text.match(/(?<="type":")[a-z]+(:[a-z]+)?(?=")/g)
  expect([...new Set(types)].filter((type) => EVENTS.includes(type)).toSorted()).toEqual(EVENTS)
})

test.each([
  [{ type: 'wait' }],
  [{ run: 'r', at: 1, type: 'iteration:end' }],
  [{ run: 'r', at: 1, type: 'iteration:end', iteration: '1' }],
  [{ run: 'r', at: 1, type: 'nope', iteration: 1 }],
])('the schema refuses %j', (event) => {
  expect(faults(JSON.stringify(event))).toHaveLength(1)
})
