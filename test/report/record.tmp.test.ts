import { writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { createNdjsonReporter } from '../../src/report/ndjson.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { bytes, cursor, event, failure, outlineItem, resolvedRequest, scriptRef, streamOf, textOf, wireRequest, wireResponse } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }
let at = 0
const T = (e: RunEvent, step = 1): RunEvent => ({ ...e, at: (at += step) })
const setup = outlineItem({ id: 'f-1', name: 'Setup', kind: 'folder', line: 12 })
const users = outlineItem({ id: 'f-2', name: 'Users', kind: 'folder', parent: 'f-1', line: 30 })
const outline = [setup, outlineItem({ id: 'i-1', name: 'Get a token', parent: 'f-1', line: 14 }), users,
  outlineItem({ id: 'i-2', name: 'List users', parent: 'f-2', line: 33 }), outlineItem({ id: 'i-3', name: 'Create user', line: 60 })]
const names: Record<string, string> = { 'i-1': 'Get a token', 'i-2': 'List users', 'i-3': 'Create user' }
const C = (position: number, change = {}) => cursor({ position, itemId: `i-${position + 1}`, itemName: names[`i-${position + 1}`]!, ...change })
const S = (position: number, change = {}) => scriptRef({ id: `s-${position}`, eventId: `e-${position}`, owner: names[`i-${position + 1}`]!, ...change })
function exchange(n: number, c: any, method: string, url: string, response: any, more: any = {}): RunEvent[] {
  return [
    T(event.request({ cursor: c, exchange: n, request: resolvedRequest({ method, url }), wire: wireRequest({ method, url }), ...more })),
    T(event.response({ cursor: c, exchange: n, response: wireResponse({ url, ...response }), timings: { dns: 0.2, tcp: 0.5, firstByte: 8, total: 12.4 } }), 12),
  ]
}
function script(c: any, ref: any, inside: RunEvent[], phase: any = 'test', end: any = {}): RunEvent[] {
  const start = T(event.scriptStart({ cursor: c, script: ref, phase }))
  const body = inside.map((e) => T(e))
  return [start, ...body, T(event.scriptEnd({ cursor: c, script: ref, phase, durationMs: 3.5, ...end }), 3)]
}
const item = (c: any, make: () => RunEvent[], end: any = {}): RunEvent[] => [T(event.itemStart({ cursor: c })), ...make(), T(event.itemEnd({ cursor: c, ...end }))]
const run = (change: any, make: () => RunEvent[], end: any = {}): RunEvent[] => { at = 0; return [ { ...event.runStart({ name: 'Users API', source: 'users.postman_collection.json', outline, ...change }) }, ...make(), T(event.runEnd(end)) ] }
const iteration = (n: number, make: () => RunEvent[]): RunEvent[] => [T(event.iterationStart({ iteration: n })), ...make(), T(event.iterationEnd({ iteration: n }))]

const green = run({}, () => iteration(0, () => [
  ...item(C(0), () => [
    ...script(C(0), S(0, { level: 'collection', owner: 'Users API' }), [event.console({ cursor: C(0), values: ['asking for a token', { tries: 1, scopes: ['read'] }] })], 'prerequest'),
    ...exchange(0, C(0), 'POST', 'http://localhost:9400/b5f1c1c6-3f5f-4b6a-9f67-2f0a8c7a3c11/as/token?grant_type=client_credentials&scope=p1%3Aread%3Auser', { body: bytes('{"expires_in":3600}'), downloadedBytes: 19 }),
    ...script(C(0), S(0), [event.passed({ cursor: C(0), script: S(0) }), event.mutation({ cursor: C(0), name: 'expiresIn', value: 3600, by: S(0) })]),
  ]),
  ...item(C(1), () => [
    T(event.produced({ cursor: C(1) })),
    ...exchange(1, C(1), 'GET', 'http://localhost:9400/v1/users', { redirects: [{ status: 302, headers: [], url: 'http://localhost:9400/users', next: { method: 'GET', url: 'http://localhost:9400/v1/users', headers: [] } }], body: bytes('[]'.repeat(700)), downloadedBytes: 200 }),
    ...script(C(1), S(1), [
      event.request({ cursor: C(1), exchange: 2, source: 'script', wire: wireRequest({ url: 'http://localhost:9400/health' }) }),
      event.response({ cursor: C(1), exchange: 2, response: wireResponse({ status: 204, statusText: 'No Content', body: bytes('') }), timings: { total: 3.2 } }),
      event.passed({ cursor: C(1), script: S(1), name: 'status is 200' }), event.passed({ cursor: C(1), script: S(1), index: 1, name: 'a list of users' }),
      event.console({ cursor: C(1), level: 'warn', values: ['no users\nyet'] })]),
  ]),
  ...item(C(2), () => exchange(3, C(2), 'POST', 'http://localhost:9400/v1/users', { status: 201, statusText: 'Created' })),
]))

const assertionFailed = run({}, () => iteration(0, () => [
  ...item(C(1), () => [
    ...exchange(0, C(1), 'GET', 'http://localhost:9400/v1/users', { status: 500, statusText: 'Internal Server Error', body: bytes('{"code":"INTERNAL"}') }),
    ...script(C(1), S(1), [
      event.failed({ cursor: C(1), script: S(1), failure: failure({ message: 'expected 500 to equal 200', where: { script: 'List users (test)', line: 3, column: 5 }, error: { name: 'AssertionError', message: 'expected 500 to equal 200', expected: 200, actual: 500, stack: 'AssertionError: expected 500 to equal 200\n    at List users (test):3:5' } }) }),
      event.failed({ cursor: C(1), script: S(1), index: 1, name: 'the body is a user', failure: failure({ message: "expected { code: 'INTERNAL' } to deeply equal { Object (id, name, …) }", where: { script: 'List users (test)', line: 9, column: 7 }, error: { name: 'AssertionError', message: 'x', expected: { id: 'u-1', name: 'Ann', roles: ['admin'] }, actual: { id: 'u-2', name: 'Ann', roles: ['admin', 'guest'] } } }) }),
      event.passed({ cursor: C(1), script: S(1), index: 2, name: 'answers in time' })]),
  ]),
]))

const broken = run({}, () => iteration(0, () => {
  const keyFailure = failure({ code: 'PRODUCER_KEY', message: 'Cannot make "requestParam": key "signingKey" is no RSA key', hint: 'Give the private key as PEM or JWK in the variable signingKey.' })
  const refused = failure({ code: 'CONNECTION_REFUSED', message: 'Cannot connect to "localhost:9": connection refused', hint: 'Is the server running?', error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:9' } })
  const thrown = failure({ code: 'SCRIPT_ERROR', message: "TypeError: Cannot read properties of undefined (reading 'json')", where: { script: 'List users (test)', line: 1, column: 13 }, error: { name: 'TypeError', message: "Cannot read properties of undefined (reading 'json')", stack: "TypeError: Cannot read properties of undefined (reading 'json')\n    at List users (test):1:13" } })
  return [
    ...item(C(0), () => [], { outcome: 'failed', failure: keyFailure }),
    ...item(C(1), () => [
      T(event.request({ cursor: C(1), exchange: 0, wire: wireRequest({ url: 'http://localhost:9/users' }) })),
      T(event.requestFailed({ cursor: C(1), exchange: 0, failure: refused }), 4),
      ...script(C(1), S(1), [], 'test', { failure: thrown }),
    ], { outcome: 'failed', failure: refused }),
    ...item(C(2), () => script(C(2), S(2), [
      event.request({ cursor: C(2), exchange: 1, source: 'script', wire: wireRequest({ url: 'http://localhost:9/optional' }) }),
      event.requestFailed({ cursor: C(2), exchange: 1, failure: refused }),
      event.console({ cursor: C(2), level: 'error', values: ['optional service is down'] }),
    ], 'prerequest').concat(exchange(2, C(2), 'POST', 'http://localhost:9400/v1/users', { status: 201, statusText: 'Created' }))),
  ]
}))

const iterations = run({ iterations: 2 }, () => [0, 1].flatMap((n) => iteration(n, () => [
  ...item(C(1, { iteration: n }), () => [
    T(event.wait({ cursor: C(1, { iteration: n }), reason: 'delay', ms: 50 }), 50),
    ...exchange(n * 2, C(1, { iteration: n }), 'GET', 'http://localhost:9400/v1/users', { status: n === 0 ? 200 : 404, statusText: n === 0 ? 'OK' : 'Not Found' }),
    ...script(C(1, { iteration: n }), S(1), [
      n === 0 ? event.passed({ cursor: C(1), script: S(1) }) : event.failed({ cursor: C(1, { iteration: n }), script: S(1), failure: failure({ message: 'expected 404 to equal 200', error: { name: 'AssertionError', message: 'expected 404 to equal 200', expected: 200, actual: 404 } }) }),
      event.skipped({ cursor: C(1, { iteration: n }), script: S(1), index: 1, name: 'paging' })]),
  ]),
  ...item(C(2, { iteration: n }), () => [], { outcome: 'skipped' }),
  ...item(C(1, { iteration: n, visit: 1 }), () => exchange(n * 2 + 1, C(1, { iteration: n, visit: 1 }), 'GET', 'http://localhost:9400/v1/users', {})),
])))

const stopped = failure({ code: 'REQUEST_ABORTED', message: 'Cannot complete GET "http://localhost:9400/v1/users": the run was stopped' })
const aborted = run({}, () => iteration(0, () => item(C(1), () => [
  T(event.request({ cursor: C(1), exchange: 0, wire: wireRequest({ url: 'http://localhost:9400/v1/users' }) })),
  T(event.requestFailed({ cursor: C(1), exchange: 0, failure: stopped }), 1500),
], { outcome: 'failed', failure: stopped })), { reason: 'aborted' })

const evil = 'red \u001b[31mtext\u001b[0m ]]> <b>&"\u0000\u0007 \ud800 \u202etxt.exe\r\nnext'
const hostile = run({ name: evil, outline: [outlineItem({ id: 'i-2', name: evil, parent: 'f-9' }), outlineItem({ id: 'f-9', name: evil, kind: 'folder', parent: 'f-9' })] }, () => iteration(0, () => item(C(1, { itemName: evil }), () => [
  ...exchange(0, C(1, { itemName: evil }), 'GET', 'http://localhost/\u001b]0;title\u0007', { status: 200, statusText: evil, body: new Uint8Array([0, 255, 254, 10]) }),
  ...script(C(1, { itemName: evil }), S(1, { owner: evil }), [
    event.console({ cursor: C(1), values: [evil, 'plain', 12n] }),
    event.failed({ cursor: C(1, { itemName: evil }), script: S(1, { owner: evil }), name: evil, failure: failure({ message: evil, hint: evil, error: { name: evil, message: evil, stack: evil, expected: evil, actual: { [evil]: evil } } }) })]),
])))

test.each(Object.entries({ green, 'assertion-failed': assertionFailed, broken, iterations, aborted, hostile }))('%s', async (name, events) => {
  writeFileSync(`test/report/golden/${name}.ndjson`, await textOf(createNdjsonReporter({ screen: SCREEN, options: {} })(streamOf(events))))
})
