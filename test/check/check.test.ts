import { expect, test } from 'vitest'
import { createConfiguredCheck } from '../../src/check/check.ts'
import { judged, results } from '../support/check.ts'

test('createConfiguredCheck() makes assertions of a check, in the order in which it is described', async () => {
  const check = {
    request: 'Users/*',
    status: [200, '3xx'],
    headers: { 'Content-Type': { matches: '^application/' } },
    jsonpath: [{ path: '$.id', type: 'string' as const }],
    schema: { required: ['id'] },
    maxLatencyMs: 100,
  }
  const answer = { json: { id: 7 }, headers: [{ key: 'content-type', value: 'application/json' }], totalMs: 250.4 }

  const passed = (name: string): object => ({ kind: 'assertion', name, origin: 'check', outcome: 'passed' })
  const failed = (name: string, message: string, sides: object): object => ({
    kind: 'assertion',
    name,
    origin: 'check',
    outcome: 'failed',
    failure: { code: 'CHECK_FAILED', message, error: { name: 'CheckError', message, ...sides } },
  })
  expect(await results([check], answer)).toEqual([
    passed('status is 200 or 3xx'),
    passed('header Content-Type matches /^application//'),
    failed('$.id is a text', '$.id: expected a value that is a text, got 7', { expected: 'string', actual: 7 }),
    passed('body fits the schema'),
    failed('answers within 100 ms', 'response.time: expected 100 ms at most, got 250 ms', {
      expected: 100,
      actual: 250,
    }),
  ])
})

test('createConfiguredCheck() leaves requests alone that a check does not mean', async () => {
  expect(await results([{ request: 'Orders/**', status: 500 }])).toEqual([])
})

test.each([
  [200, 200, 'status is 200: passed'],
  ['2xx', 204, 'status is 2xx: passed'],
  ['2xx', 404, 'status is 2xx: response.status: expected 2xx, got 404'],
  [[200, 201], 202, 'status is 200 or 201: response.status: expected 200 or 201, got 202'],
])('createConfiguredCheck() holds the status against %j', async (status, actual, said) => {
  expect(await judged({ status }, { status: actual })).toEqual([said])
})

test.each([
  ['text/html', 'header X is "text/html": response.headers["X"]: expected "text/html", got "b" and "a"'],
  ['a', 'header X is "a": passed'],
  [true, 'header X is there: passed'],
  [false, 'header X is not there: response.headers["X"]: expected none, got "b" and "a"'],
  [
    { matches: '^c' },
    'header X matches /^c/: response.headers["X"]: expected a value that matches /^c/, got "b" and "a"',
  ],
])('createConfiguredCheck() holds headers of any case against %j', async (expected, said) => {
  const headers = [
    { key: 'x', value: 'b' },
    { key: 'X', value: 'a' },
  ]

  expect(await judged({ headers: { X: expected } }, { headers })).toEqual([said])
})

test('createConfiguredCheck() tells a header that is not there', async () => {
  expect(await judged({ headers: { X: true } })).toEqual([
    'header X is there: response.headers["X"]: expected a value, got none',
  ])
})

test.each([
  ['<html>secret</html>', '19 bytes that are none'],
  ['', 'an empty body'],
])('createConfiguredCheck() tells once, without showing it, that a body is no JSON: %j', async (text, got) => {
  expect(await judged({ jsonpath: [{ path: '$.a' }], schema: {} }, { text })).toEqual([
    `body is JSON: response.body: expected JSON, got ${got}`,
    '$.a exists: skipped',
    'body fits the schema: skipped',
  ])
})

test.each([
  [
    { jsonpath: [{ path: '$.a[' }] },
    'checks[0].jsonpath[0].path of the configuration: "$.a[" is no JSONPath (RFC 9535): unclosed bracketed selection (\'$.a[\':4)',
  ],
  [
    { jsonpath: [{ path: '$', matches: '(' }] },
    'checks[0].jsonpath[0].matches of the configuration: "(" is no regular expression',
  ],
  [
    { headers: { A: { matches: '(' } } },
    'checks[0].headers["A"].matches of the configuration: "(" is no regular expression',
  ],
  [
    { schema: { type: 'text' } },
    'checks[0].schema of the configuration: schema is invalid: data/type must be equal to one of the allowed values, data/type must be array, data/type must match a schema in anyOf',
  ],
  [
    { schema: { $schema: 'http://json-schema.org/draft-04/schema#' } },
    'checks[0].schema of the configuration: its $schema is "http://json-schema.org/draft-04/schema#"; draft 2020-12 and draft-07 can be used',
  ],
])('createConfiguredCheck() refuses what it cannot use: %j', async (check, message) => {
  await expect(createConfiguredCheck([{ request: '*', ...check }])).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `Cannot use ${message}`,
  })
})
