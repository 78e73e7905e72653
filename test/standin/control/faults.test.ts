import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, at, type Bench, openBench, stable } from '../client.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

beforeEach(async () => {
  await bench.send('DELETE', '/standin/faults')
  await bench.send('DELETE', '/standin/journal')
})

afterAll(async () => {
  await bench.standin.close()
})

async function add(json: object): Promise<Answer> {
  return bench.send('POST', '/standin/faults', { json })
}

async function keys(): Promise<Answer> {
  return bench.send('GET', `/${bench.env}/as/jwks`)
}

async function statuses(count: number): Promise<readonly number[]> {
  const seen: number[] = []
  for (let n = 0; n < count; n += 1) seen.push((await keys()).status)
  return seen
}

test('a fault of status 429 carries Retry-After in seconds', async () => {
  await add({ type: 'status', status: 429, retryAfterSeconds: 3, path: '/*/as/jwks' })

  const answer = await keys()

  expect([answer.status, answer.headers.get('retry-after'), stable(answer.body)]).toEqual([
    429,
    '3',
    {
      id: '<id>',
      code: 'REQUEST_LIMITED',
      message: 'The request could not be completed. There were too many requests.',
    },
  ])
})

test('a fault of status 503 carries Retry-After as a date, by the clock of the stand-in', async () => {
  await bench.send('PUT', '/standin/clock', { json: { now: '2030-01-01T00:00:00Z' } })
  await add({ type: 'status', status: 503, retryAfterSeconds: 3600, path: '/**' })

  const answer = await keys()

  await bench.send('DELETE', '/standin/clock')
  expect([answer.status, answer.headers.get('retry-after')?.slice(0, 22)]).toEqual([503, 'Tue, 01 Jan 2030 01:00'])
})

test('a fault of latency makes the answer wait, and changes nothing else', async () => {
  await add({ type: 'latency', ms: 300, path: '/*/as/jwks' })
  const order: unknown[] = []

  await Promise.all([
    keys().then(({ status }) => order.push(['disturbed', status])),
    bench.send('GET', '/undisturbed').then(({ status }) => order.push(['undisturbed', status])),
  ])

  expect(order).toEqual([
    ['undisturbed', 404],
    ['disturbed', 200],
  ])
})

test('a fault of type reset cuts the connection', async () => {
  await add({ type: 'reset', path: '/**' })

  await expect(keys()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
})

test.each([
  ['our own answer', () => `/${bench.env}/as/jwks`],
  ['the answer of the core', () => `/${bench.env}/as/userinfo`],
])('a fault of type truncate ends %s in the middle', async (_name, path) => {
  await add({ type: 'truncate', bytes: 5, path: '/**' })

  const response = await fetch(new URL(path(), bench.standin.url))

  await expect(response.text()).rejects.toThrow('terminated')
})

test('a fault of type slow sends the whole body, in pieces', async () => {
  const { body } = await keys()
  await add({ type: 'slow', ms: 20, path: '/**' })

  const response = await fetch(`${bench.standin.url}/${bench.env}/as/jwks`)

  const pieces: string[] = []
  for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece).toString())
  expect([JSON.parse(pieces.join('')), pieces.length > 1]).toEqual([body, true])
})

describe('a fault befalls', () => {
  test('the calls that it counts', async () => {
    await add({ type: 'status', status: 500, path: '/*/as/jwks', calls: [2, 4] })

    expect(await statuses(5)).toEqual([200, 500, 200, 500, 200])
  })

  test('some by chance, the same ones for the same seed', async () => {
    const fault = { type: 'status', status: 500, path: '/**', probability: 0.5, seed: 7 }
    await add(fault)
    const first = await statuses(12)
    await bench.send('DELETE', '/standin/faults')
    await add(fault)

    const second = await statuses(12)

    expect([second, new Set(first).size]).toEqual([first, 2])
  })

  test.each([
    ['/**', 500],
    ['/*/as/jwks', 500],
    ['/*/**/jwks', 500],
    ['/*/as', 200],
    ['/as/jwks', 200],
    ['/*/as/*/jwks', 200],
  ])('the path %s: %i', async (path, status) => {
    await add({ type: 'status', status: 500, path })

    expect((await keys()).status).toBe(status)
  })

  test('its method only', async () => {
    await add({ type: 'status', status: 500, path: '/**', method: 'POST' })

    expect((await keys()).status).toBe(200)
  })
})

test('the first fault whose turn it is counts, and all that match count the call', async () => {
  await add({ type: 'status', status: 500, path: '/**', calls: [1] })
  await add({ type: 'status', status: 502, path: '/**', calls: [1, 2] })

  expect(await statuses(3)).toEqual([500, 502, 200])
})

test('faults are listed as they were sent, with what has matched', async () => {
  const added = await add({ type: 'status', status: 500, path: '/*/as/jwks', method: 'GET', calls: [9] })
  await keys()

  const { body } = await bench.send('GET', '/standin/faults')

  const fault = { id: at(added, 'id'), type: 'status', status: 500, path: '/*/as/jwks', method: 'GET', calls: [9] }
  expect([added.status, added.body, body]).toEqual([201, { ...fault, matched: 0 }, [{ ...fault, matched: 1 }]])
})

test('one fault is removed', async () => {
  const id = at(await add({ type: 'reset', path: '/**' }), 'id')

  const removed = await bench.send('DELETE', `/standin/faults/${id}`)

  expect([removed.status, (await keys()).status]).toEqual([204, 200])
})

test('a fault that does not exist is named', async () => {
  const answer = await bench.send('DELETE', '/standin/faults/x')

  expect([answer.status, answer.body]).toEqual([
    404,
    { error: 'There is no fault "x"; GET /standin/faults lists them' },
  ])
})

test('the journal tells which fault a request met', async () => {
  await add({ type: 'status', status: 503, path: '/**' })
  await keys()

  const { body } = await bench.send('GET', '/standin/journal')

  expect(body).toMatchObject([{ method: 'GET', status: 503, fault: 'status' }])
})

describe('a fault is refused', () => {
  test.each([
    [{}, '"type" is missing'],
    [{ type: 'flood', path: '/' }, '"type" must be one of: latency, status, reset, truncate, slow'],
    [{ type: 'reset', path: 'as/token' }, '"path" must start with /'],
    [{ type: 'latency', path: '/' }, '"ms" is needed for a fault of type latency'],
    [{ type: 'slow', path: '/' }, '"ms" is needed for a fault of type slow'],
    [{ type: 'status', path: '/' }, '"status" is needed for a fault of type status'],
    [{ type: 'status', status: 200, path: '/' }, '"status" is out of range'],
    [{ type: 'reset', path: '/', probability: 2 }, '"probability" must be a number from 0 to 1'],
    [{ type: 'reset', path: '/', probability: 1, calls: [1] }, '"probability" cannot be given together with "calls"'],
    [{ type: 'reset', path: '/', when: 1 }, /^"when" is unknown, known are type, path, /],
  ])('%j', async (json, reason) => {
    const answer = await add(json)

    const [, told] = /^Cannot add the fault: (.*); send \{.*\}$/.exec(at(answer, 'error')) ?? []
    expect([answer.status, told]).toEqual([400, typeof reason === 'string' ? reason : expect.stringMatching(reason)])
  })
})
