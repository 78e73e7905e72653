import { expect, test } from 'vitest'
import { inputOf, sentResponse } from '../../src/script/job-input.ts'
import { cursor, resolvedRequest, scriptRef, wireRequest, wireResponse } from '../support/events.ts'
import { cookie, scriptJob, template } from '../support/script.ts'

test('inputOf() sends what a pre-request script may know', () => {
  const job = scriptJob({
    source: 'pm.request',
    ref: scriptRef({ level: 'folder', owner: 'Users' }),
    cursor: cursor({ iteration: 2 }),
    iterations: 5,
    scopes: {
      data: {
        values: [
          { key: 'row', value: 1 },
          { key: 'off', value: 2, disabled: true },
          { key: 'row', value: 3 },
        ],
      },
      environment: { id: 'e', name: 'dev', values: [{ key: 'a', value: 'b', type: 'secret', origin: 'cli' }] },
      globals: { values: [{ key: 'g', value: { x: 1 }, disabled: true }] },
    },
  })

  expect(inputOf(job)).toEqual({
    source: 'pm.request',
    phase: 'prerequest',
    label: 'Users › prerequest script',
    item: { id: 'item-1', name: 'List users' },
    owner: 'Users',
    location: ['Shop', 'List users'],
    iteration: 2,
    iterations: 5,
    scopes: {
      local: { values: [] },
      environment: { id: 'e', name: 'dev', values: [{ key: 'a', value: 'b', type: 'secret' }] },
      collection: { values: [] },
      globals: { values: [{ key: 'g', value: { x: 1 }, disabled: true }] },
      data: {
        values: [
          { key: 'row', value: 1 },
          { key: 'off', value: 2, disabled: true },
          { key: 'row', value: 3 },
        ],
      },
    },
    request: template(),
  })
})

test('inputOf() sends zero for a number that is none', () => {
  const values = [
    { key: 'none', value: 'abc', type: 'number' },
    { key: 'text', value: '5', type: 'number' },
  ]

  expect(inputOf(scriptJob({ scopes: { globals: { values } } })).scopes.globals).toEqual({
    values: [
      { key: 'none', value: 0, type: 'number' },
      { key: 'text', value: '5', type: 'number' },
    ],
  })
})

test('inputOf() sends no scope again that is the object the realm has', () => {
  const job = scriptJob()
  const changed = { ...job.scopes, globals: { values: [] } }

  expect(inputOf(job, changed).scopes).toEqual({ globals: { values: [] } })
})

test('inputOf() sends the response of a test script', () => {
  const job = scriptJob({ source: 'pm.response', phase: 'test', response: wireResponse(), timings: { total: 12.3 } })

  expect(inputOf(job).response).toEqual({
    status: 200,
    statusText: 'OK',
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    body: new TextEncoder().encode('{}'),
    downloadedBytes: 2,
    responseTimeMs: 13,
    cookies: [],
  })
})

test('inputOf() sends a test script the request as it went out, with its description', () => {
  const header = [{ key: 'Host', value: 'a.test', system: true }]
  const sent = {
    request: resolvedRequest({ url: 'u:p@a.test/é#top' }),
    wire: wireRequest({ url: 'http://a.test/%C3%A9', headers: header }),
  }
  const job = scriptJob({ source: 'pm.request', phase: 'test', request: template({ description: 'One user' }), sent })

  expect(inputOf(job).request).toEqual({
    method: 'GET',
    url: {
      protocol: 'http',
      auth: { user: 'u', password: 'p' },
      host: ['a', 'test'],
      path: ['%C3%A9'],
      query: [],
      hash: 'top',
      variables: [],
    },
    header,
    description: 'One user',
  })
})

test('sentResponse() copies the body out of a pooled buffer', () => {
  const pool = Buffer.from('0123456789')
  const body = pool.subarray(2, 5)

  const sent = sentResponse(wireResponse({ body, cookies: [cookie()] }), undefined)

  expect(sent.body).toEqual(new Uint8Array(Buffer.from('234')))
  expect(sent.body.buffer.byteLength).toBe(3)
})

test.each([
  ["pm.environment.get('a')", false, false],
  ['pm.response.code', false, true],
  ['responseBody.length', false, true],
  ["pm.cookies.get('a')", false, true],
  ['pm.request.url', true, false],
  ['const { request } = pm', true, true],
  ["pm['re' + 'quest']", true, true],
  ['helper(pm)', true, true],
  ["eval('x')", true, true],
  ['require("x")', true, true],
])('inputOf() sends with %s what the script could look at', (source, request, response) => {
  const input = inputOf(scriptJob({ source, phase: 'test', response: wireResponse() }))

  expect([input.request !== undefined, input.response?.status === 200]).toEqual([request, response])
})
