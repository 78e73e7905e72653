import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { run } from '../../src/run.ts'
import { collectionJson, flowgate, start, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { outlineOf } from '../support/run.ts'
import { startServer } from '../support/server.ts'
import { startQuickStandin } from '../support/standin.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Answers the first calls as told, then 200. */
function failing(
  ...answers: readonly (readonly [status: number, headers?: Record<string, string>])[]
): RequestListener {
  const left = [...answers]
  return (_, response) => {
    const [status, headers = {}] = left.shift() ?? [200]
    response.writeHead(status, { ...headers, 'Content-Length': 2 }).end('{}')
  }
}

const IS_200 = testScript("pm.test('is 200', () => pm.response.to.have.status(200))")

async function eventsIn(collection: object, engine: object): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of run({ collection, engine })) events.push(event)
  return events
}

describe('flowgate run --retries', () => {
  it('calls an item flaky that passes in the end, in every report, and fails for it only with --fail-on-flaky', async () => {
    const server = await startServer(failing([503, { 'Retry-After': '0' }], [503], [200], [200]))
    const file = temporaryFile('shop.json', collectionJson([{ name: 'Stock', request: server.url, event: [IS_200] }]))
    const cwd = temporaryFolder()
    const reports = ['junit', 'ctrf', 'tap', 'json'].map((name) => `${name}=${name}.txt`).join(',')

    const { code, stdout, stderr } = await flowgate(
      ['run', file, '--retries', '2', '--no-retry-after', '--fail-on-flaky', '-r', `cli,${reports}`],
      { cwd },
    )

    const [junit = '', ctrf = '', tap = '', json = ''] = ['junit', 'ctrf', 'tap', 'json'].map((name) =>
      readFileSync(join(cwd, `${name}.txt`), 'utf8'),
    )
    expect([code, stderr]).toEqual([1, ''])
    expect(server.requests).toHaveLength(3)
    expect(stdout).toContain('"Stock" is flaky: it passed at attempt 3 only')
    expect(junit.match(/<flakyFailure /g)).toHaveLength(2)
    expect(junit).toContain('type="ITEM_FLAKY"')
    expect(ctrf).toContain('"flaky":true')
    expect(tap).toContain('(flaky: passed at attempt 3)')
    expect(JSON.parse(json).run).toMatchObject({ failures: [], stats: { requests: { total: 3 } } })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends at once on %s while it waits', async (signal) => {
    const server = await startServer(failing([429, { 'Retry-After': '50' }]))
    const file = temporaryFile('shop.json', collectionJson([{ name: 'Stock', request: server.url }]))
    const running = start(['run', file], { cwd: temporaryFolder() })
    await running.says('waiting 50')

    running.child.kill(signal)

    expect((await running.finished).code).toBe(signal === 'SIGINT' ? 130 : 143)
    expect(server.requests).toHaveLength(1)
  })
})

describe('a rate limit of the stand-in', () => {
  it('is waited for, and the refused exchanges stay in the events', async () => {
    const { url, close } = await startQuickStandin({ port: 0 })
    const path = '/nowhere'
    const fault = { type: 'status', status: 429, retryAfterSeconds: 0, path, calls: [1, 2] }
    await fetch(`${url}/standin/faults`, { method: 'POST', body: JSON.stringify(fault), headers: JSON_TYPE })

    const events = await eventsIn(collectionJson([{ name: 'a', request: url + path }]), {})

    await close()
    expect(outlineOf(events).slice(2, -2)).toEqual([
      'item:start a',
      `request 0 item GET ${url}${path}`,
      'response 0',
      'wait',
      `request 1 item GET ${url}${path}`,
      'response 1',
      'wait',
      `request 2 item GET ${url}${path}`,
      'response 2',
      'item:end ran',
    ])
  })

  it('and a lost connection: it is tried again with a request of its own', async () => {
    const { url, close } = await startQuickStandin({ port: 0 })
    const fault = { type: 'reset', path: '/nowhere', calls: [1] }
    await fetch(`${url}/standin/faults`, { method: 'POST', body: JSON.stringify(fault), headers: JSON_TYPE })
    const item = { name: 'a', request: { url: `${url}/nowhere`, header: [{ key: 'X-Id', value: '{{$guid}}' }] } }

    const events = await eventsIn(collectionJson([item]), { retries: { count: 1 } })

    await close()
    expect(outlineOf(events).slice(2, -2)).toEqual([
      'item:start a',
      `request 0 item GET ${url}/nowhere`,
      'request:failed 0 CONNECTION_RESET',
      'wait',
      'item:end retried CONNECTION_RESET',
      'item:start a',
      `request 1 item GET ${url}/nowhere`,
      'response 1',
      'item:end ran',
    ])
    const ids = events.flatMap((event) => (event.type === 'request' ? [event.request.header[0]?.value] : []))
    expect(new Set(ids).size).toBe(2)
  })
})
