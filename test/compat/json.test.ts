import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, type Who } from '../support/both.ts'
import { temporaryFolder } from '../support/cli.ts'
import { differencesOf } from '../support/differences.ts'
import { startServer } from '../support/server.ts'
import { answerShop, SHOP_DATA, shopCollection } from '../support/shop.ts'

/** A field of a form for which nobody has chosen a file. */
const NO_FILE = { key: 'f', type: 'file', src: [] }

/** Where the report of `-r json` is not newman's, and why. */
const KNOWN: readonly (readonly [place: RegExp, why: string])[] = [
  [/\._lastExecutionId$/, 'newman leaves the id of its last execution in every script'],
  [/\.parent\.item(?:\.|$)/, 'newman repeats the whole folder or collection with each failure'],
  [/\.cursor\.eventId$/, 'an event without an id has one here, so that scripts can be told apart'],
  [/\.stack(?:trace\.0)?$/, 'the frames of a request that failed are places in the source of Node'],
  [/^run\.timings\.|\.(?:responseTime|timestamp|checksum)$/, 'times, and what is made of them'],
]

test('-r json writes the tree of newman', async () => {
  const { port } = await startServer(answerShop)
  const folder = temporaryFolder()
  const write = (name: string, json: object): void => writeFileSync(join(folder, name), JSON.stringify(json))
  write('collection.json', shopCollection(`http://127.0.0.1:${port}`))
  write('environment.json', { id: 'e', name: 'Env', values: [{ key: 'seen', value: 'x', type: 'text' }] })
  write('globals.json', {
    values: [{ key: 'g', value: 'x' }],
    _postman_variable_scope: 'globals',
    _postman_exported_using: 'P',
  })
  write('rows.json', SHOP_DATA)

  const [ours, newman] = await Promise.all([treeOf('ours', folder), treeOf('newman', folder)])

  const differences = differencesOf(newman, ours, '').map(([place, ...values]) => [place.slice(1), ...values] as const)
  expect(differences.filter(([place]) => !KNOWN.some(([known]) => known.test(place)))).toEqual([])
})

test('-r json writes the tree of newman of what is written in other ways, and of requests that fail', async () => {
  const { url } = await startServer((request, response) => {
    response.setHeader('Date', 'now')
    if (request.url !== '/slow') response.end('{}')
  })
  const folder = temporaryFolder()
  const item = [
    { name: 'headers in a text', request: { url, header: 'A: b\nC: d' } },
    { name: 'no mode', request: { url, method: 'POST', body: { mode: 'none' } } },
    { name: 'a file', request: { url, method: 'POST', body: { mode: 'file', file: { content: 'aGk=' } } } },
    { name: 'a method', request: { url, method: 'x y' } },
    { name: 'no name', request: { url, header: [{ key: null, value: 'v' }] } },
    { name: 'no file', request: { url, method: 'POST', body: { mode: 'formdata', formdata: [NO_FILE] } } },
    ...['', 'text'].map((description) => ({ name: 'described', item: [describedItem(url, description)], description })),
    { name: 'slow', request: { url: `${url}/slow` } },
  ]
  const info = { name: 'odd', schema: SCHEMA, description: '' }
  writeFileSync(join(folder, 'collection.json'), JSON.stringify({ info, item }))
  writeFileSync(join(folder, 'list.json'), JSON.stringify([{ key: 'a', value: 'b', name: 'c' }]))

  const inputs = ['collection.json', '-g', 'list.json', '--timeout-request', '300']
  const [ours, newman] = await Promise.all([treeOf('ours', folder, inputs), treeOf('newman', folder, inputs)])

  const heads = (tree: unknown): unknown =>
    JSON.parse(JSON.stringify(tree), (name, value) => (name === 'stack' ? String(value).split('\n', 1)[0] : value))
  const differences = differencesOf(heads(newman), heads(ours), '').map(
    ([place, ...values]) => [place.slice(1), ...values] as const,
  )
  const known = [
    ...KNOWN.filter(([place]) => !place.test('run.failures.0.error.stack')),
    [/\.stacktrace\.\d/, 'places in the source of Node'] as const,
  ]
  expect(differences.filter(([place]) => !known.some(([each]) => each.test(place)))).toEqual([])
})

test('-r json writes the tree of newman of a collection in format v1', async () => {
  const { url } = await startServer((_request, response) => {
    response.setHeader('Date', 'now')
    response.end('{}')
  })
  const folder = temporaryFolder()
  const requests = [
    { id: 'a', name: 'without a body', method: 'GET', url, data: [], rawModeData: '' },
    { id: 'b', name: 'with one', method: 'POST', url, dataMode: 'raw', data: [], rawModeData: '{"a":1}' },
  ]
  const collection = { id: 'c', name: 'old', order: ['a', 'b'], requests }
  writeFileSync(join(folder, 'collection.json'), JSON.stringify(collection))

  const [ours, newman] = await Promise.all([
    treeOf('ours', folder, ['collection.json']),
    treeOf('newman', folder, ['collection.json']),
  ])

  const differences = differencesOf(newman, ours, '').map(([place, ...values]) => [place.slice(1), ...values] as const)
  expect(differences.filter(([place]) => !KNOWN.some(([known]) => known.test(place)))).toEqual([])
})

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const INPUTS = ['collection.json', '-e', 'environment.json', '-g', 'globals.json', '-d', 'rows.json']

async function treeOf(who: Who, folder: string, inputs: readonly string[] = INPUTS): Promise<unknown> {
  await runCli(who, [...inputs, '-r', 'json', '--reporter-json-export', `${who}.json`], { cwd: folder })
  return JSON.parse(readFileSync(join(folder, `${who}.json`), 'utf8'))
}

/** An item with a description wherever there can be one. */
function describedItem(url: string, description: string): object {
  const entry = { key: 'a', value: 'b', description }
  const body = { mode: 'urlencoded', urlencoded: [entry] }
  const query = { raw: `${url}?a=b`, host: [url], query: [entry] }
  const example = { name: 'example', description, code: 200, status: 'OK', header: [entry], cookie: [], body: 'x' }
  return {
    name: 'described',
    description,
    request: { url: query, method: 'POST', header: [entry], description, body },
    response: [example],
  }
}
