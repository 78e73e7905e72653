import { expect, test } from 'vitest'
import { cursor, scriptRef } from '../support/events.ts'
import { type JobChange, made, recordingBridge, template } from '../support/script.ts'
import { linesOf, useScriptHost } from '../support/script-host.ts'

const ran = useScriptHost()

async function printed(source: string, job: JobChange = {}, bridge = recordingBridge()): Promise<readonly unknown[]> {
  return linesOf(await ran({ ...job, source }, bridge))
}

const NOTHING = { mutations: [], skipRequest: false }

test('run() does nothing for an empty script', async () => {
  expect(await ran({ source: '' })).toEqual({ outcome: NOTHING, calls: [] })
})

test('run() gives the scopes in their order of precedence', async () => {
  const value = (text: string) => ({ values: [{ key: 'v', value: text }] })
  const scopes = {
    data: {
      values: [
        { key: 'v', value: 'data' },
        { key: 'row', value: 7 },
      ],
    },
    environment: {
      name: 'dev',
      values: [
        { key: 'v', value: 'env' },
        { key: 'off', value: 'x', disabled: true },
      ],
    },
    collection: value('collection'),
    globals: value('globals'),
  }

  const lines = await printed(
    `console.log(pm.variables.get('v'), pm.environment.get('v'), pm.collectionVariables.get('v'), pm.globals.get('v'))
     console.log(pm.iterationData.get('row'), pm.environment.name, pm.environment.has('off'), pm.variables.replaceIn('{{v}}'))`,
    { scopes },
  )

  expect(lines).toEqual([
    ['data', 'env', 'collection', 'globals'],
    [7, 'dev', false, 'data'],
  ])
})

test('run() returns the changes of variables with their types', async () => {
  const source = `
    pm.variables.set('l', true)
    pm.environment.set('n', 5)
    pm.environment.set('o', { a: [1] })
    pm.environment.set('twice', 1); pm.environment.set('twice', 2)
    pm.environment.unset('old'); pm.environment.unset('never')
    pm.collectionVariables.set('c', null)
    pm.globals.set('g', 'x')
    postman.setEnvironmentVariable('legacy', 1)`

  const { outcome } = await ran({ source, scopes: { environment: { values: [{ key: 'old', value: 'x' }] } } })

  expect(outcome.mutations).toEqual([
    { scope: 'local', name: 'l', value: true },
    { scope: 'environment', name: 'n', value: 5 },
    { scope: 'environment', name: 'o', value: { a: [1] } },
    { scope: 'environment', name: 'twice', value: 2 },
    { scope: 'environment', name: 'old' },
    { scope: 'environment', name: 'legacy', value: '1' },
    { scope: 'collection', name: 'c', value: null },
    { scope: 'globals', name: 'g', value: 'x' },
  ])
})

test('run() tells whole numbers among the names first, as newman does', async () => {
  const source = "for (const name of ['b', '10', 'a', '2']) pm.globals.set(name, name)"

  const { outcome } = await ran({ source })

  expect(outcome.mutations.map(({ name }) => name)).toEqual(['2', '10', 'b', 'a'])
})

test('run() tells the script what runs', async () => {
  const lines = await printed(
    `const { eventName, iteration, iterationCount, requestName, requestId } = pm.info
     console.log(eventName, iteration, iterationCount, requestName, requestId)
     console.log([...pm.execution.location], pm.execution.location.current)`,
    { phase: 'test', cursor: cursor({ iteration: 1 }), iterations: 3, ref: scriptRef({ owner: 'Users' }) },
  )

  expect(lines).toEqual([
    ['test', 1, 3, 'List users', 'item-1'],
    [['Shop', 'List users'], 'Users'],
  ])
})

test('run() returns a request that a pre-request script changed', async () => {
  const source = `
    pm.request.method = 'PUT'
    pm.request.headers.add({ key: 'X-A', value: '{{a}}' })
    pm.request.url.query.add({ key: 'q', value: '1' })
    pm.request.body.update({ mode: 'raw', raw: 'new' })
    pm.request.auth = { type: 'bearer', bearer: [{ key: 'token', value: 't' }] }`

  const { outcome } = await ran({ source, request: template({ body: { mode: 'raw', raw: 'old', language: 'json' } }) })

  expect(outcome).toEqual({
    ...NOTHING,
    request: {
      method: 'PUT',
      url: { protocol: 'http', host: ['localhost'], path: ['users'], query: [{ key: 'q', value: '1' }], variables: [] },
      header: [{ key: 'X-A', value: '{{a}}' }],
      body: { mode: 'raw', raw: 'new' },
      auth: { type: 'bearer', parameters: { token: 't' } },
    },
  })
})

const REQUESTS = [
  template({ description: 'Text', auth: { type: 'apikey', parameters: { key: 'k', value: 'v', extra: [1] } } }),
  template({
    header: [
      { key: 'A', value: '1', disabled: true },
      { key: '', value: '', system: true },
    ],
  }),
  template({ body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '', disabled: true }] } }),
  template({
    body: {
      mode: 'formdata',
      formdata: [
        { type: 'text', key: 't', value: 'v', contentType: 'a/b' },
        { type: 'file', key: 'f', src: ['x', 'y'], fileName: 'z', disabled: true },
        { type: 'file', key: 'g', src: [] },
      ],
    },
  }),
  template({ body: { mode: 'file' } }),
  template({ body: { mode: 'graphql', query: '{a}', variables: '{"v":1}' } }),
  template({ body: { mode: 'raw', raw: '', disabled: true } }),
  template({
    url: {
      auth: { user: 'u' },
      host: ['{{host}}'],
      port: '',
      path: [''],
      query: [
        { key: null, value: null },
        { key: 'a', value: null, disabled: true },
      ],
      hash: '',
      variables: [{ key: 'id', value: '', disabled: true }],
    },
  }),
  template({ url: { host: [], query: [], variables: [] } }),
]

test.each(REQUESTS)('run() returns no request when the script only looks at %j', async (request) => {
  const { outcome } = await ran({
    source: 'console.log(pm.request.url.toString(), pm.request.headers.count())',
    request,
  })

  expect(outcome).toEqual(NOTHING)
})

test('run() gives test scripts the response', async () => {
  const { response, timings } = made()

  const lines = await printed(
    `const r = pm.response
     console.log(r.code, r.status, r.reason(), r.responseTime, r.json().name, r.text(), r.size().body)
     console.log(r.headers.get('x-TWICE'), r.headers.all().map(String), Buffer.isBuffer(r.stream))
     console.log(pm.cookies.get('sid'), responseCode.code, responseBody.length, postman.getResponseHeader('X-Twice'))
     pm.test('to', () => pm.response.to.have.status(201).and.jsonBody('name', 'Zoë'))`,
    { phase: 'test', response, timings },
  )

  expect(lines.filter((line) => !String(line).startsWith('Using'))).toEqual([
    [201, 'Made', 'Made', 13, 'Zoë', '{"name":"Zoë"}', 9],
    ['2', ['X-Twice: 1', 'x-twice: 2', 'Content-Type: application/json; charset=utf-8'], true],
    ['1', 201, 14, '2'],
  ])
})

test('run() runs test scripts of a request that failed', async () => {
  const lines = await printed('console.log(pm.response.code, pm.response.text())', { phase: 'test' })

  expect(lines).toEqual([[undefined, undefined]])
})

test('run() keeps the mode without legacy names, and what scripts may name and leave undeclared', async () => {
  const lines = await printed('"use sandbox2";console.log(typeof tests, typeof postman)')
  const own = await printed('{ const pm = 1; console.log(pm) }')
  const shadow = await ran({ source: "'use strict'; loose = 1; var pm, test = 1; console.log(pm, test + loose)" })

  expect([lines, own, shadow.calls]).toEqual([
    [['undefined', 'undefined']],
    [[1]],
    [{ print: 'log', values: [undefined, 2] }],
  ])
})

test('run() gives scripts no way to the process', async () => {
  const lines = await printed(
    `const world = pm.constructor.constructor('return this')()
     console.log(typeof process, typeof world.process, typeof world.bridge, typeof fetch, typeof world.fetch, typeof require('fs').readFileSync)`,
  )

  expect(lines).toEqual([['undefined', 'undefined', 'undefined', 'undefined', 'undefined', 'undefined']])
})

test('run() offers the libraries of the sandbox', async () => {
  const lines = await printed(
    `const names = ['lodash', 'moment', 'uuid', 'chai', 'ajv', 'cheerio', 'xml2js', 'csv-parse/lib/sync', 'postman-collection', 'buffer']
     console.log(names.map((name) => typeof require(name)).every((type) => type === 'function' || type === 'object'))
     const crypto = require('crypto-js')
     console.log(crypto.MD5('a').toString(), crypto.HmacSHA256('a', 'k').toString(crypto.enc.Base64), require('atob')('YQ=='))`,
  )

  expect(lines).toEqual([
    [true],
    ['0cc175b9c0f1b6a831c399e269772661', 'eNqRUR5nVYf1ud94vt669VYNoqu4gWLuh13N90SVHZ4=', 'a'],
  ])
})

test('a script finds the same row as data and as this.data', async () => {
  const ended = await ran({ source: 'data.seen = 1; console.log("row", this.data.seen)' })

  expect(linesOf(ended)).toContainEqual(['row', 1])
})
