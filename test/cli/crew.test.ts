import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { collectionJson, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { event, eventsIn } from '../support/events.ts'
import { said } from '../support/said.ts'
import { startServer, type TestServer } from '../support/server.ts'

const ITEMS = ['login', 'list', 'logout']

/** A collection that goes to `server` in each iteration, with its number in the path. */
function collection(server: TestServer, name = 'Shop'): string {
  const item = ITEMS.map((each) => ({ name: each, request: `${server.url}/${name}/{{row}}/${each}` }))
  return temporaryFile(`${name}.json`, collectionJson(item, { info: { name, schema: 'v2.1.0' } }))
}

function rows(count: number): string {
  return temporaryFile(
    'rows.json',
    Array.from({ length: count }, (_, row) => ({ row })),
  )
}

interface Recorded {
  readonly code: number
  readonly err: string
  readonly events: readonly RunEvent[]
}

async function record(...argv: readonly string[]): Promise<Recorded> {
  const log = join(temporaryFolder(), 'run.ndjson')
  const { code, err } = await said(['run', ...argv, '-r', `ndjson=${log}`, '--show-secrets'])
  return { code, err, events: await eventsIn(readFileSync(log, 'utf8')) }
}

/** All that is no time, no id of a run and no header of a server. */
function comparable(events: readonly RunEvent[]): readonly unknown[] {
  const text = JSON.stringify(events, (name: string, value: unknown) =>
    ['at', 'run', 'startedAt', 'timings', 'durationMs', 'headers', 'header'].includes(name) ? undefined : value,
  )
  return JSON.parse(text.replaceAll(/127\.0\.0\.1:\d+/g, 'server')) as readonly unknown[]
}

test('--workers tells the events of a run in sequence', async () => {
  const server = await startServer()
  const argv = [collection(server), collection(server, 'Depot'), '-d', rows(4)]

  const sequential = await record(...argv)
  const parallel = await record(...argv, '--workers', '3')

  expect([sequential.code, parallel.code]).toEqual([0, 0])
  expect(comparable(parallel.events)).toEqual(comparable(sequential.events))
  expect(parallel.events.map(({ at, type }) => (type === 'run:start' ? 0 : at))).toEqual(
    inOrder(parallel.events.map(({ at, type }) => (type === 'run:start' ? 0 : at))),
  )
})

/** Ascending from each 0 on. */
function inOrder(times: readonly number[]): readonly number[] {
  const second = times.lastIndexOf(0)
  const ascending = (list: readonly number[]): readonly number[] => list.toSorted((a, b) => a - b)
  return [...ascending(times.slice(0, second)), ...ascending(times.slice(second))]
}

test('--workers runs as many iterations at once', async () => {
  const waiting: (() => void)[] = []
  const server = await startServer((_request, response) => {
    waiting.push(() => response.end('ok'))
    // Nobody is answered before three are there.
    if (waiting.length === 3) for (const answer of waiting.splice(0)) answer()
  })

  const { code } = await record(collection(server), '-d', rows(3), '--workers', '3')

  expect(code).toBe(0)
})

test('--workers keeps the cookies of iterations apart', async () => {
  const server = await startServer((request, response) => {
    response.setHeader('Set-Cookie', `seen=${request.url?.split('/')[2]}; Path=/`).end('ok')
  })

  await record(collection(server), '-d', rows(2), '--workers', '1')

  expect(server.requests.map(({ headers }) => headers.find(([name]) => name === 'Cookie')?.[1])).toEqual([
    undefined,
    'seen=0',
    'seen=0',
    undefined,
    'seen=1',
    'seen=1',
  ])
})

test('--workers leaves a collection in sequence that the configuration names', async () => {
  const server = await startServer((_request, response) => {
    response.setHeader('Set-Cookie', 'seen=yes; Path=/').end('ok')
  })
  const config = temporaryFile('flowgate.config.json', { sequential: ['Shop'] })

  await record(collection(server), '-d', rows(2), '--workers', '2', '--config', config)

  expect(server.requests.map(({ headers }) => headers.find(([name]) => name === 'Cookie')?.[1])).toEqual([
    undefined,
    ...Array(5).fill('seen=yes'),
  ])
})

test('--workers and --bail tell the failure that comes first', async () => {
  const server = await startServer((request, response) => {
    if (/\/[12]\/list/.test(request.url ?? '')) response.destroy()
    else response.end('ok')
  })

  const { code, events } = await record(collection(server), '-d', rows(4), '--workers', '4', '--bail')

  expect(code).toBe(1)
  expect(events.filter(({ type }) => type === 'iteration:start')).toHaveLength(2)
  expect(events.at(-1)).toMatchObject({ type: 'run:end', reason: 'bailed' })
})

test('--workers tells of everything it had begun when it is stopped', async () => {
  const stop = new AbortController()
  const server = await startServer(() => {
    if (server.openSockets() === 2) stop.abort()
  })
  const log = join(temporaryFolder(), 'run.ndjson')

  const { code } = await said(['run', collection(server), '-d', rows(9), '--workers', '2', '-r', `ndjson=${log}`], stop)

  const events = await eventsIn(readFileSync(log, 'utf8'))
  const count = (wanted: RunEvent['type']): number => events.filter(({ type }) => type === wanted).length
  expect(code).toBe(130)
  expect([count('iteration:start'), count('iteration:end')]).toEqual([2, 2])
  expect([count('request'), count('request:failed')]).toEqual([2, 2])
  expect(events.at(-1)).toMatchObject({ type: 'run:end', reason: 'aborted' })
})

test('--timeout ends all iterations that --workers runs at once', async () => {
  const server = await startServer(() => {})

  const { code, events } = await record(collection(server), '-d', rows(9), '--workers', '2', '--timeout', '50')

  expect(code).toBe(1)
  expect(events.filter(({ type }) => type === 'iteration:end')).toHaveLength(2)
  expect(events.at(-1)).toMatchObject({ type: 'run:end', reason: 'timed-out' })
})

test('--shard runs every iteration once, and says what it leaves', async () => {
  const server = await startServer()
  const argv = [collection(server), collection(server, 'Depot'), '-d', rows(3)]

  const shards = [await record(...argv, '--shard', '1/2'), await record(...argv, '--shard', '2/2')]

  expect(shards.map(({ code }) => code)).toEqual([0, 0])
  expect(
    shards.map(({ events }) =>
      events.flatMap((each) => {
        if (each.type === 'run:start') return [[each.name, each.iterations, each.part?.iterations]]
        return each.type === 'finding' ? [[each.severity, each.failure.message]] : []
      }),
    ),
  ).toEqual([
    [
      ['Shop', 3, [0, 2]],
      ['Depot', 3, [1]],
      ['warning', 'Shard 1 of 2 ran 3 of 6 iterations: the others are left to the other shards'],
    ],
    [
      ['Shop', 3, [1]],
      ['Depot', 3, [0, 2]],
      ['warning', 'Shard 2 of 2 ran 3 of 6 iterations: the others are left to the other shards'],
    ],
  ])
  expect(new Set(server.requests.map(({ path }) => path)).size).toBe(server.requests.length)
  expect(server.requests).toHaveLength(18)
})

test('--shard with nothing to do passes, with its reports', async () => {
  const server = await startServer()

  const { code, events } = await record(collection(server), '-n', '1', '--shard', '2/2')

  expect(code).toBe(0)
  expect(events.map(({ type }) => type)).toEqual(['run:start', 'finding', 'run:end'])
})

/** A log in which the last of three iterations took the longest. */
const LOG = [
  event.runStart({ name: 'Shop', iterations: 3 }),
  ...[10, 10, 90].flatMap((at, iteration) => [
    event.iterationStart({ iteration, at: 0 }),
    event.iterationEnd({ iteration, at }),
  ]),
  event.runEnd(),
]

test.each([
  ['a timings report', 'timings.json', JSON.stringify({ schema: 1, iterationsMs: { Shop: [10, 10, 90] } })],
  ['a log', 'run.ndjson', LOG.map((each) => JSON.stringify(each)).join('\n')],
])('--shard splits by what an earlier run took: %s', async (_what, name, content) => {
  const server = await startServer()
  const timings = temporaryFile(name, content)

  const { code, events } = await record(collection(server), '-d', rows(3), '--shard', '1/2', '--timings', timings)

  expect({ code, first: events[0] }).toMatchObject({ code: 0, first: { part: { iterations: [2] } } })
})

test('--shard goes on without timings that are not there', async () => {
  const server = await startServer()

  const { code, err } = await record(collection(server), '--shard', '1/1', '--timings', 'missing.json')

  expect({ code, err: err.split('\n')[0] }).toEqual({
    code: 0,
    err: 'warning: no timings at "missing.json": what nobody measured counts as average',
  })
})

test('--timings refuses a file that holds none', async () => {
  const server = await startServer()
  const path = temporaryFile('timings.json', { schema: 1 })

  expect(await said(['run', collection(server), '--shard', '1/1', '--timings', path])).toEqual({
    code: 2,
    out: '',
    err: `error: Cannot read timings "${path}": it holds no timings\n  Write it with -r timings=timings.json, or name an event log that ends in .ndjson\n`,
  })
})

test('-r cli json is refused with what was meant', async () => {
  const path = temporaryFile('c.json', collectionJson([]))

  expect(await said(['run', path, '-r', 'cli', 'json'])).toEqual({
    code: 2,
    out: '',
    err: 'error: Cannot run "json": no such file, and a reporter has this name\n  Separate reporters by commas, without spaces: -r cli,json\n',
  })
})
