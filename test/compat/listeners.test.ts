import { execFile } from 'node:child_process'
import type { EventEmitter } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, ROOT, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => EventEmitter
}

interface Summary {
  readonly run: { readonly failures: readonly unknown[] }
}

/** What listeners of `start` get to steer the run with. */
interface Handle {
  readonly paused?: boolean
  readonly abort: (...args: readonly unknown[]) => void
  readonly pause: (done: (error?: Error) => void) => void
  readonly resume: (done: (error?: Error) => void) => void
}

const PATHS = { newman: 'node_modules/newman/index.js', flowgate: 'dist/newman/run.js' }
const NEWMAN = require(join(ROOT, PATHS.newman)) as Runner
// Scripts need the worker that only the build has.
const OURS = require(join(ROOT, PATHS.flowgate)) as Runner

test('run() waits for its listeners before it goes on, as newman does', async () => {
  const names = ['start', 'beforeItem', 'beforeRequest', 'request', 'item', 'iteration', 'beforeDone', 'done']
  const listen: Listen = (emitter, { requests, note }) => {
    for (const name of names) emitter.on(name, () => note([name, requests.length]))
  }

  const ours = await play(OURS, listen)

  expect(ours).toEqual(await play(NEWMAN, listen))
})

test.each(['start', 'request', 'assertion', 'item'])(
  'run() is aborted in a listener of %s, as newman is',
  async (name) => {
    const listen: Listen = (emitter, { note, handle }) => {
      emitter.on(name, () => handle().abort(() => note('aborted')))
    }

    const ours = await play(OURS, listen)

    expect(ours).toEqual(await play(NEWMAN, listen))
  },
)

test('run() that is aborted cuts off what is under way and ends in good order', async () => {
  const names: string[] = []

  const { requests, error, failures } = await play(OURS, (emitter, { handle }) => {
    emitter.on('beforeRequest', () => handle().abort(false, () => names.push('aborted')))
    for (const name of ['request', 'item', 'iteration', 'beforeDone', 'done']) emitter.on(name, () => names.push(name))
  })

  expect([requests, error, failures]).toEqual([[], null, 1])
  expect(names).toEqual(['aborted', 'request', 'item', 'iteration', 'beforeDone', 'done'])
})

test('run() is paused and resumed by a listener, as newman is', async () => {
  const listen: Listen = (emitter, { requests, note, handle }) => {
    emitter.once('item', () => {
      handle().pause(() => {
        note(['paused', handle().paused, requests.length])
        setTimeout(() => {
          note(['still', requests.length])
          handle().resume((error) => note(['resumed', error ?? null]))
        }, 50)
      })
      handle().pause((error) => note(error instanceof Error))
    })
    emitter.once('done', () => handle().resume((error) => note(error instanceof Error)))
  }

  const ours = await play(OURS, listen)

  expect(ours.notes).toEqual([true, ['paused', true, 1], ['still', 1], ['resumed', null], true])
  expect(ours).toEqual(await play(NEWMAN, listen))
})

test('run() that is aborted while it is paused ends, as in newman', async () => {
  const listen: Listen = (emitter, { handle }) => {
    emitter.once('item', () => handle().pause(() => handle().abort()))
  }

  const ours = await play(OURS, listen)

  expect([ours.error, ours.requests]).toEqual([null, ['/one']])
  expect(ours).toEqual(await play(NEWMAN, listen))
})

const ON = (name: string): string => `.on('${name}', () => { throw new Error('mine') })`

// postman-runtime has a line of its own that ends the process with 0, whatever was thrown.
test.each([
  ['a listener of start', 1, `run(options, () => process.exit(0))${ON('start')}`],
  ['a listener of item', 0, `run(options, () => process.exit(0))${ON('item')}`],
  ['a listener of done', 1, `run(options, () => process.exit(0))${ON('done')}`],
  ['the callback', 1, "run(options, () => { throw new Error('mine') })"],
])('what %s throws ends the process with 1; with %i under newman', async (_what, newmanCode, call) => {
  const [ours, newman] = await Promise.all([spawn(PATHS.flowgate, call), spawn(PATHS.newman, call)])

  expect([ours.code, /^Error: mine/m.test(ours.stderr)]).toEqual([1, true])
  expect([newman.code, /^Error: mine/m.test(newman.stderr)]).toEqual([newmanCode, true])
})

test.each([
  ['after a run', 'run(options)'],
  ['after a run that was aborted', "run(options).on('start', (error, args) => args.run.abort())"],
  ['when there is nothing to run', 'run({})'],
])('the process ends by itself, its exit code untouched, %s', async (_what, call) => {
  const { code, stderr } = await spawn(PATHS.flowgate, `${call}; process.exitCode = 7`)

  expect([code, stderr]).toEqual([7, ''])
})

test('run() has written its reports when done comes, as newman has', async () => {
  const path = join(temporaryFolder(), 'report.json')
  const seen: boolean[] = []

  await play(OURS, (emitter) => emitter.on('done', () => seen.push(existsSync(path))), {
    reporters: ['json'],
    reporter: { json: { export: path } },
  })

  expect(seen).toEqual([true])
})

test.each(['flowgate', 'newman'] as const)('exports without a path go to the folder newman, of %s', async (who) => {
  const cwd = temporaryFolder()

  await spawn(
    PATHS[who],
    'run({ ...options, exportEnvironment: true, exportGlobals: {}, exportCollection: false })',
    cwd,
  )

  const files = readdirSync(join(cwd, 'newman')).map((name) => name.replace(/-\d{4}-.*(?=\.)/, ''))
  expect(files.toSorted()).toEqual(['newman-environment.json', 'newman-globals.json'])
})

type Listen = (emitter: EventEmitter, scene: Scene) => unknown

interface Scene {
  readonly requests: readonly unknown[]
  readonly note: (what: unknown) => void
  /** Known from `start` on. */
  readonly handle: () => Handle
}

interface Played {
  readonly error: unknown
  readonly failures: number
  readonly requests: readonly string[]
  readonly notes: readonly unknown[]
}

/** Runs two requests while the listeners do what they do. */
async function play({ run }: Runner, listen: Listen, options: object = {}): Promise<Played> {
  const { url, requests } = await startServer()
  const event = [testScript("pm.test('holds', () => {})")]
  const items = ['one', 'two'].map((name) => ({ name, request: `${url}/${name}`, event }))
  const notes: unknown[] = []
  const handles: Handle[] = []
  return await new Promise((resolve) => {
    const emitter = run({ collection: collectionJson(items), ...options }, (error, summary) =>
      resolve({ error, failures: summary.run.failures.length, requests: requests.map(({ path }) => path), notes }),
    )
    emitter.on('start', (_error, args: { readonly run: Handle }) => handles.push(args.run))
    listen(emitter, {
      requests,
      note: (what) => notes.push(what),
      handle: () => handles[0] ?? expect.unreachable('the run has not started'),
    })
  })
}

interface Spawned {
  readonly code: unknown
  readonly stderr: string
}

/** A program that makes one call, in a process of its own. */
async function spawn(library: string, call: string, cwd: string = ROOT): Promise<Spawned> {
  const { url } = await startServer()
  const options = JSON.stringify({ collection: collectionJson([{ name: 'one', request: url }]) })
  const program = `const { run } = require(${JSON.stringify(join(ROOT, library))}); const options = ${options}; ${call}`
  return await new Promise((resolve) => {
    const child = execFile(process.execPath, ['-e', program], { cwd }, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    )
  })
}
