import type { RunEvent } from '../../src/model/event.ts'
import {
  bytes,
  cursor,
  event,
  failure,
  outlineItem,
  resolvedRequest,
  scriptRef,
  wireRequest,
  wireResponse,
} from './events.ts'

/** Text that would do something in a page that does not escape it. */
export const HOSTILE = `</script></style></pre></noscript></title>"'\`--><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>{{7*7}}&lt;b&gt;`

const NONE = { values: [] } as const

/** A passed, a failed and a skipped item; the first two in a folder. */
export function mixedRun(): readonly RunEvent[] {
  const broken = cursor({ position: 1, itemId: 'item-2', itemName: 'Broken' })
  const left = cursor({ position: 2, itemId: 'item-3', itemName: 'Left out' })
  return [
    event.runStart({
      source: 'users.postman_collection.json',
      description: 'All *users*: [docs](https://a.test/docs)',
      scopes: {
        environment: { name: 'Staging', values: [{ key: 'host', value: 'a.test' }] },
        globals: { values: [{ key: 'host', value: 'b.test' }] },
        collection: NONE,
      },
      outline: [
        { id: 'folder-1', name: 'Users', kind: 'folder', description: 'All of them' },
        outlineItem({ parent: 'folder-1' }),
        outlineItem({ id: 'item-2', name: 'Broken', parent: 'folder-1' }),
        outlineItem({ id: 'item-3', name: 'Left out' }),
      ],
    }),
    event.iterationStart(),
    event.itemStart(),
    event.produced({ name: 'requestParam', producer: 'requestObject' }),
    event.mutation(),
    event.wait(),
    event.request(),
    event.response({
      at: 30,
      response: wireResponse({
        body: bytes('{"users":[1]}'),
        redirects: [
          { status: 302, headers: [], url: 'http://localhost/', next: { method: 'GET', url: '/users', headers: [] } },
        ],
      }),
      timings: { dns: 1, tcp: 2, tls: 3, firstByte: 20, total: 30 },
    }),
    event.console({ level: 'error', values: ['oh', { no: true }] }),
    event.console({ level: 'warn' }),
    event.passed(),
    event.itemEnd({ at: 31 }),
    event.itemStart({ cursor: broken, at: 31 }),
    event.request({ cursor: broken, exchange: 1, at: 32, used: ['host', 'tenant'] }),
    event.response({
      cursor: broken,
      exchange: 1,
      at: 50,
      response: wireResponse({ status: 500, statusText: 'Internal Server Error' }),
    }),
    event.failed({
      cursor: broken,
      failure: failure({
        hint: 'Look at the log of the server',
        where: { script: 'test-script.js', line: 1, column: 2 },
        error: { name: 'AssertionError', message: 'x', stack: 'AssertionError: x', expected: 200, actual: '500' },
      }),
    }),
    event.failed({
      cursor: broken,
      index: 1,
      name: 'is Ada',
      failure: failure({
        where: { script: 'test-script.js', line: 2, column: 1 },
        excerpt: [
          { line: 1, text: 'const user = pm.response.json()' },
          { line: 2, text: 'pm.expect(user).to.eql(wanted)' },
        ],
        error: {
          name: 'AssertionError',
          message: 'x',
          expected: { id: 1, name: 'Ada' },
          actual: { name: 'Bob', id: 1 },
        },
      }),
    }),
    event.itemEnd({ cursor: broken, at: 60 }),
    event.itemStart({ cursor: left, at: 60 }),
    event.itemEnd({ cursor: left, at: 60, outcome: 'skipped' }),
    event.iterationEnd({ at: 60 }),
    event.runEnd({ at: 60 }),
  ]
}

/** A run whose every text is hostile. */
export function hostileRun(): readonly RunEvent[] {
  const at = cursor({ itemId: HOSTILE, itemName: HOSTILE })
  const script = scriptRef({ id: HOSTILE, owner: HOSTILE })
  const header = [{ key: HOSTILE, value: HOSTILE }]
  const bad = failure({
    message: HOSTILE,
    hint: HOSTILE,
    where: { script: HOSTILE, line: 1, column: 1 },
    excerpt: [{ line: 1, text: HOSTILE }],
    error: { name: HOSTILE, message: HOSTILE, stack: HOSTILE, expected: HOSTILE, actual: { [HOSTILE]: HOSTILE } },
  })
  const wire = wireRequest({
    method: HOSTILE,
    url: HOSTILE,
    headers: header,
    body: { kind: 'bytes', bytes: bytes(HOSTILE) },
  })
  return [
    event.runStart({
      run: HOSTILE,
      name: HOSTILE,
      source: HOSTILE,
      startedAt: HOSTILE,
      description: `${HOSTILE}\n\n[a](javascript:window.pwned=1) ![b](https://a.test/c.png) [d](data:text/html,e)`,
      iterations: 2,
      scopes: {
        environment: { name: HOSTILE, values: [{ key: HOSTILE, value: HOSTILE }] },
        globals: NONE,
        collection: NONE,
      },
      outline: [
        { id: 'folder-1', name: HOSTILE, kind: 'folder', description: HOSTILE },
        outlineItem({ id: HOSTILE, name: HOSTILE, description: HOSTILE, parent: 'folder-1' }),
      ],
    }),
    ...[
      event.itemStart({ cursor: at }),
      event.produced({ cursor: at, name: HOSTILE, producer: `${HOSTILE}2` }),
      event.scriptStart({ cursor: at, script }),
      event.console({ cursor: at, values: [HOSTILE, { [HOSTILE]: HOSTILE }] }),
      event.mutation({ cursor: at, name: HOSTILE, value: HOSTILE, by: script }),
      event.request({
        cursor: at,
        request: resolvedRequest({ method: HOSTILE, url: HOSTILE, header }),
        wire,
        used: [HOSTILE, `${HOSTILE}3`],
      }),
      event.response({
        cursor: at,
        at: 9,
        response: wireResponse({
          statusText: HOSTILE,
          httpVersion: HOSTILE,
          headers: header,
          body: bytes(HOSTILE),
          redirects: [
            { status: 302, headers: header, url: HOSTILE, next: { method: HOSTILE, url: HOSTILE, headers: header } },
          ],
        }),
      }),
      event.request({ cursor: at, exchange: 1, source: 'script', wire: wireRequest({ url: HOSTILE }) }),
      event.requestFailed({ cursor: at, exchange: 1, failure: bad }),
      event.failed({ cursor: at, name: HOSTILE, script, failure: bad }),
      event.scriptEnd({ cursor: at, script, failure: bad }),
      event.itemEnd({ cursor: at, at: 10, outcome: 'failed', failure: bad }),
      event.runEnd({ at: 10 }),
    ].map((each) => ({ ...each, run: HOSTILE })),
  ]
}

/** More items than a page shows at once. */
export function longRun(body: string): readonly RunEvent[] {
  const items = Array.from({ length: 201 }, (_, position) => {
    const at = cursor({ position })
    const response = wireResponse({ body: bytes(body) })
    return [
      event.itemStart({ cursor: at }),
      event.request({ cursor: at }),
      event.response({ cursor: at, response }),
      event.itemEnd({ cursor: at }),
    ]
  })
  return [event.runStart(), ...items.flat(), event.runEnd({ at: 10 })]
}

/** A second run of two iterations, of which the second fails. */
export function twoIterations(): readonly RunEvent[] {
  const items = [0, 1].flatMap((iteration) => {
    const at = cursor({ iteration })
    return [
      event.iterationStart({ iteration }),
      event.itemStart({ cursor: at }),
      event.request({ cursor: at }),
      event.response({ cursor: at, at: 9, timings: { firstByte: 5, total: 9 } }),
      iteration === 0 ? event.passed({ cursor: at }) : event.failed({ cursor: at }),
      event.itemEnd({ cursor: at, at: 10 }),
      event.iterationEnd({ iteration }),
    ]
  })
  return [event.runStart({ name: 'Others', iterations: 2 }), ...items, event.runEnd({ at: 20 })].map((each) => ({
    ...each,
    run: 'two',
  }))
}

/** As many items in one folder, one after the other, each with a body of its own. */
export function manyRequests(count: number): readonly RunEvent[] {
  const outline = Array.from({ length: count }, (_, index) =>
    outlineItem({ id: `i${index}`, name: `Request ${index}`, parent: 'folder-1' }),
  )
  const items = outline.flatMap(({ id, name }, position) => {
    const at = cursor({ position, itemId: id, itemName: name })
    const url = `http://localhost/products/${position}`
    const body = bytes(`Product ${position} `.repeat(40))
    const common = { cursor: at, exchange: position }
    return [
      event.itemStart({ cursor: at, at: position }),
      event.request({
        ...common,
        at: position,
        wire: wireRequest({ url, headers: [{ key: 'Accept', value: '*/*' }] }),
      }),
      event.response({
        ...common,
        at: position + 0.9,
        response: wireResponse({ url, headers: [], body }),
      }),
      event.passed({ cursor: at }),
      event.itemEnd({ cursor: at, at: position + 1 }),
    ]
  })
  const folder = { id: 'folder-1', name: 'Products', kind: 'folder' } as const
  return [event.runStart({ outline: [folder, ...outline] }), ...items, event.runEnd({ at: count })]
}
