import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { RunEvent } from '../../src/model/event.ts'
import { collectionJson, flowgate, ROOT, start, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { startServer } from '../support/server.ts'

const SCHEMA = readFileSync(join(ROOT, 'test/report/junit.xsd'), 'utf8')

/** Asks the control of the stand-in for a fault of one path. */
function addFault(fault: object): object {
  const body = { mode: 'raw', raw: JSON.stringify(fault) }
  return { name: 'Add fault', request: { method: 'POST', url: '{{authPath}}/standin/faults', body } }
}

/** What a log says of each item in order: its outcome, and how its requests and scripts ended. */
async function told(log: string): Promise<readonly string[]> {
  const events = await eventsIn(readFileSync(log, 'utf8'))
  return events.flatMap(wordsOf)
}

function wordsOf(event: RunEvent): readonly string[] {
  if (event.type === 'run:end') return [event.reason]
  if (event.type === 'response') return [`${event.cursor.itemName}: ${event.response.status}`]
  if (event.type !== 'request:failed' && event.type !== 'script:end') return []
  return event.failure === undefined ? [] : [`${event.cursor.itemName}: ${event.failure.code}`]
}

/** What is wrong with a JUnit report by its schema. */
async function faultsOf(path: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: readFileSync(path, 'utf8'), schema: SCHEMA })
  return errors.map(({ message }) => message)
}

it('run survives what the stand-in can do to its answers', async () => {
  const log = join(temporaryFolder(), 'run.ndjson')
  const paths = ['reset', 'truncate', 'slow', 'latency', 'burst', 'down']
  const faults = [
    { type: 'reset', path: '/reset' },
    { type: 'truncate', bytes: 5, path: '/truncate' },
    { type: 'slow', ms: 60_000, path: '/slow' },
    { type: 'latency', ms: 60_000, path: '/latency' },
    { type: 'status', status: 503, path: '/burst', calls: [1, 2] },
    { type: 'status', status: 500, path: '/down' },
  ]
  const asked = paths.map((name) => ({ name, request: `{{authPath}}/${name}` }))
  const after = { name: 'after', request: '{{authPath}}/standin/clock' }
  const collection = temporaryFile('c.json', collectionJson([...faults.map(addFault), ...asked, after]))
  const flags = ['--standin', '--timeout-request', '300', '--silent']

  const { code } = await flowgate(['run', collection, ...flags, '-r', `ndjson=${log}`])

  const answers = (await told(log)).filter((line) => !line.startsWith('Add fault'))
  expect({ code, answers }).toEqual({
    code: 1,
    answers: [
      'reset: CONNECTION_RESET',
      'truncate: CONNECTION_RESET',
      'slow: REQUEST_TIMEOUT',
      'latency: REQUEST_TIMEOUT',
      'burst: 503',
      'down: 500',
      'after: 200',
      'completed',
    ],
  })
})

it('run survives scripts that take all memory, and answers that are cut-off JSON', async () => {
  const { url } = await startServer((_request, response) => response.end('{"a":'))
  const folder = temporaryFolder()
  const [log, junit] = [join(folder, 'run.ndjson'), join(folder, 'junit.xml')]
  const items = [
    { name: 'Eats', request: url, event: [testScript('const a = []; for (;;) a.push(new Array(1e6).fill(a.length))')] },
    { name: 'Reads', request: url, event: [testScript('pm.response.json()')] },
    { name: 'Asks', request: url, event: [testScript("pm.test('is JSON', () => pm.response.json())")] },
    { name: 'After', request: url, event: [testScript("pm.test('is here', () => true)")] },
  ]
  const argv = ['run', temporaryFile('c.json', collectionJson(items)), '--script-memory', '64', '--silent']

  const { code } = await flowgate([...argv, '-r', `ndjson=${log},junit=${junit}`])

  expect({ code, told: await told(log), faults: await faultsOf(junit) }).toEqual({
    code: 1,
    told: [
      'Eats: 200',
      'Eats: SCRIPT_HOST_FAILED',
      'Reads: 200',
      'Reads: SCRIPT_ERROR',
      'Asks: 200',
      'After: 200',
      'completed',
    ],
    faults: [],
  })
})

it('run survives reports on a full disk and in folders that cannot be written, and its log gives them again', async () => {
  const { url } = await startServer()
  const folder = temporaryFolder()
  const [log, junit] = [join(folder, 'run.ndjson'), join(folder, 'junit.xml')]
  const collection = temporaryFile('c.json', collectionJson([{ name: 'A', request: url }]))
  const reporters = `junit=/dev/full,html=${collection}/page.html,tap=/proc/flowgate/run.tap,ndjson=${log}`

  const run = await flowgate(['run', collection, '-r', reporters], { cwd: folder })
  const again = await flowgate(['report', log, '-r', `junit=${junit}`], { cwd: folder })

  expect({ code: run.code, errors: run.stderr.split('\n').filter((line) => line.startsWith('error')) }).toEqual({
    code: 3,
    errors: [
      'error: Cannot write report "/dev/full": no space left on the device',
      `error: Cannot write report "${collection}/page.html": a part of the path is a file`,
      'error: Cannot write report "/proc/flowgate/run.tap": its folder cannot be made',
    ],
  })
  expect([again.code, await faultsOf(junit), readdirSync(folder).toSorted()]).toEqual([
    0,
    [],
    ['.flowgate', 'junit.xml', 'run.ndjson'],
  ])
})

it.each(['cli', 'ndjson=-'])('run survives a full disk behind standard output: %s', async (reporter) => {
  const { url } = await startServer()
  const collection = temporaryFile('c.json', collectionJson([{ name: 'A', request: url }]))

  const { code, stderr } = await onFullDisk(['run', collection, '-r', reporter])

  expect([code, stderr.split('\n')[0]]).toEqual([3, 'error: Cannot write report "stdout": no space left on the device'])
})

it.each(['--list', '--dry-run'])('run %s is not green where its output is lost', async (preview) => {
  const collection = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://localhost' }]))

  const lost = await onFullDisk(['run', collection, preview, 'json'])
  const compat = await onFullDisk(['run', collection, preview, '--compat', 'newman'])

  const stderr = 'error: Cannot write standard output: no space left on the device\n'
  expect([lost, compat]).toEqual([
    { code: 3, stderr },
    { code: 1, stderr },
  ])
})

/** Runs the binary with a full disk behind standard output. */
async function onFullDisk(args: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...args], { stdio: ['ignore', full, 'pipe'] })
  let stderr = ''
  child.stderr?.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  const [code] = (await once(child, 'close')) as [number]
  closeSync(full)
  return { code, stderr }
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('run survives %s in the middle of a body', async (signal, expected) => {
  const { url } = await startServer((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"a":')
  })
  const folder = temporaryFolder()
  const [log, junit, html] = ['run.ndjson', 'junit.xml', 'page.html'].map((name) => join(folder, name))
  const items = ['A', 'B'].map((name) => ({ name, request: url }))
  const collection = temporaryFile('c.json', collectionJson(items))
  const running = start(['run', collection, '-r', `ndjson=${log},junit=${junit},html=${html}`])
  await vi.waitFor(() => expect(readFileSync(`${log}`, 'utf8')).toContain('"type":"request"'), 10_000)

  running.child.kill(signal)
  const { code } = await running.finished

  expect({ code, told: await told(`${log}`), faults: await faultsOf(`${junit}`) }).toEqual({
    code: expected,
    told: ['A: REQUEST_ABORTED', 'aborted'],
    faults: [],
  })
  expect(readFileSync(`${html}`, 'utf8').trimEnd()).toMatch(/<\/html>$/)
})
