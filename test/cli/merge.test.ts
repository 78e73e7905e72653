import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { said } from '../support/said.ts'
import { startServer, type TestServer } from '../support/server.ts'

const REPORTS = ['junit', 'ctrf', 'json', 'tap'] as const

/** Two folders of requests in one collection, one request in the other; some fail. */
async function runArguments(): Promise<readonly string[]> {
  const server = await startServer((request, response) => {
    if (request.url === '/Shop/2/list') response.destroy()
    else response.setHeader('Content-Type', 'application/json').end('{"ok":true}')
  })
  const request = (name: string, path: string): object => ({ name, request: `${server.url}/${path}/{{row}}/${name}` })
  const shop = [{ name: 'Folder', item: [request('login', 'Shop'), request('list', 'Shop')] }, request('out', 'Shop')]
  return [
    temporaryFile('shop.json', collectionJson(shop)),
    temporaryFile('depot.json', collectionJson([request('stock', 'Depot')], named('Depot'))),
    '-d',
    temporaryFile('rows.json', [{ row: 0 }, { row: 1 }, { row: 2 }, { row: 3 }, { row: 4 }]),
    '--timeout-request',
    '5000',
  ]
}

function named(name: string): object {
  return { info: { name, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' } }
}

function targets(folder: string): string {
  return REPORTS.map((name) => `${name}=${join(folder, name)}`).join(',')
}

/** The reports of a folder without what differs from run to run: times, ids, ports of the other side. */
function comparable(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    REPORTS.map((name) => [
      name,
      readFileSync(join(folder, name), 'utf8')
        .replaceAll(/(time|timestamp|responseTimeMs" value)="[^"]*"/g, '$1="…"')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
        .replaceAll(/"(duration|start|stop|started|completed|responseTimeMs|responseTime)": ?"?[\d.]+"?/g, '"$1":…')
        .replaceAll(/"response(Average|Min|Max|Sd)": ?[\d.]+/g, '"response$1":…')
        .replaceAll(/"((?:dns|firstByte|tcp)(?:Average|Min|Max|Sd)|timestamp)": ?[\d.]+/g, '"$1":…')
        .replaceAll(/(duration_ms): [\d.]+/g, '$1: …')
        .replaceAll(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>'),
    ]),
  )
}

test('merge makes the reports of the unsharded run of four shards', async () => {
  const argv = ['run', ...(await runArguments())]
  const [whole, merged, logs] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]

  const unsharded = await said([...argv, '-r', targets(whole)])
  const codes: number[] = []
  for (const shard of [1, 2, 3, 4]) {
    const { code } = await said([...argv, '--shard', `${shard}/4`, '-r', `ndjson=${join(logs, `${shard}.ndjson`)}`])
    codes.push(code)
  }
  const one = await said(['merge', logs, '-r', targets(merged)])

  expect(codes.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1])
  expect([one.code, one.err.split('\n')[0]]).toEqual([unsharded.code, unsharded.err.split('\n')[0]])
  expect(comparable(merged)).toEqual(comparable(whole))
})

/** A collection of two iterations as two shards, and their logs. */
async function twoShards(server?: TestServer): Promise<readonly [string, string]> {
  const { url } = server ?? (await startServer())
  const collection = temporaryFile('shop.json', collectionJson([{ name: 'A', request: url }]))
  const logs = [1, 2].map((shard) => join(temporaryFolder(), `${shard}.ndjson`)) as [string, string]
  for (const [i, path] of logs.entries()) {
    await said(['run', collection, '-n', '2', '--shard', `${i + 1}/2`, '-r', `ndjson=${path}`])
  }
  return logs
}

test('merge turns red when a shard is missing, and names it', async () => {
  const [log] = await twoShards()

  const { code, err } = await said(['merge', log, '-r', `json=${join(temporaryFolder(), 'a.json')}`])

  expect({ code, err: err.split('\n').slice(0, 3) }).toEqual({
    code: 1,
    err: [
      'error: No log of shard 2 of 2 is there: what it ran is not in this report',
      '  Did its job fail before it wrote the log, or was the log not handed on?',
      'Shop: failed (0 failures, 1 finding), 1 request',
    ],
  })
})

test('merge completes the log of a shard that was killed', async () => {
  const [one, two] = await twoShards()
  truncateSync(two, readFileSync(two).indexOf('"type":"response"'))

  const { code, err } = await said(['merge', one, two, '-r', `junit=${join(temporaryFolder(), 'a.xml')}`])

  expect(code).toBe(1)
  expect(err).toContain(`warning: event log "${two}" has no end: the run was interrupted\n`)
})

test('merge writes timings that split the next run', async () => {
  const [one, two] = await twoShards()
  const path = join(temporaryFolder(), 'timings.json')

  await said(['merge', one, two, '-r', `timings=${path}`])

  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    schema: 1,
    iterationsMs: { Shop: [expect.any(Number), expect.any(Number)] },
  })
})

test.each([
  [[], 'Cannot merge: no log is given\n  Write flowgate merge <folder of logs>'],
  [
    ['no/*.ndjson'],
    'Cannot merge "no/*.ndjson": no file fits this pattern\n  Patterns start from the current folder; ** stands for any number of folders',
  ],
])('merge refuses %j', async (logs, message) => {
  expect(await said(['merge', ...logs])).toEqual({ code: 2, out: '', err: `error: ${message}\n` })
})
