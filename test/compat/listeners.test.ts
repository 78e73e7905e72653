import type { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type Ended, runCli, runLibrary, type Who } from '../support/both.ts'
import { collectionJson, temporaryFolder, testScript } from '../support/cli.ts'
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

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

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
  const [ours, newman] = await Promise.all([program('ours', call), program('newman', call)])

  expect([ours.code, /^Error: mine/m.test(ours.stderr)]).toEqual([1, true])
  expect([newman.code, /^Error: mine/m.test(newman.stderr)]).toEqual([newmanCode, true])
})

test.each([
  ['after a run', 'run(options)'],
  ['after a run that was aborted', "run(options).on('start', (error, args) => args.run.abort())"],
  ['when there is nothing to run', 'run({})'],
])('the process ends by itself, its exit code untouched, %s', async (_what, call) => {
  const { code, stderr } = await program('ours', `${call}; process.exitCode = 7`)

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

test.each(['ours', 'newman'] as const)('exports without a path go to the folder newman, of %s', async (who) => {
  const cwd = temporaryFolder()

  await program(who, 'run({ ...options, exportEnvironment: true, exportGlobals: {}, exportCollection: false })', cwd)

  const files = readdirSync(join(cwd, 'newman')).map((name) => name.replace(/-\d{4}-.*(?=\.)/, ''))
  expect(files.toSorted()).toEqual(['newman-environment.json', 'newman-globals.json'])
})

test.each([
  ['newman', NEWMAN],
  ['flowgate', OURS],
])('the files that are written at the end stand in emitter.exports, of %s', async (_who, { run }) => {
  const { url } = await startServer()
  const folder = temporaryFolder()
  const paths = { exportCookieJar: join(folder, 'jar.json'), exportEnvironment: join(folder, 'e.json') }
  const collection = collectionJson([{ name: 'A', request: url, event: [testScript("pm.environment.set('a', 1)")] }])

  const files = await new Promise((resolve) => {
    const emitter = run({ collection, ...paths }, () => resolve(Reflect.get(emitter, 'exports')))
  })

  expect(files).toEqual([
    {
      name: 'environment',
      default: 'newman-environment.json',
      path: paths.exportEnvironment,
      content: {
        id: expect.any(String),
        name: 'environment',
        values: [{ type: 'any', value: 1, key: 'a' }],
        _postman_variable_scope: 'environment',
        _postman_exported_at: expect.any(String),
        _postman_exported_using: 'Newman/6.2.2',
      },
    },
    {
      name: 'cookie-jar',
      default: 'newman-cookie-jar.json',
      path: paths.exportCookieJar,
      content: expect.objectContaining({ cookies: [] }),
    },
  ])
})

test.each(['ours', 'newman'] as const)('reporters that share the terminal are warned of, by %s', async (who) => {
  const { url } = await startServer()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: url }])))
  const warning = 'newman: cli, progress reporters might not work well together.\n'

  const line = await runCli(who, ['c.json', '-r', 'cli,progress'], { cwd: folder })
  const library = await runLibrary(who, "run({ collection: 'c.json', reporters: ['cli', 'progress'] })", {
    cwd: folder,
  })

  expect([line, library]).toEqual([
    { code: 0, stdout: expect.stringContaining('A'), stderr: warning },
    { code: 0, stdout: expect.stringContaining('A'), stderr: warning },
  ])
})

test.each([
  ['newman', 0],
  ['ours', 1],
] as const)('a reporter of %s aborts the run of the command line, which exits with %i', async (who, exitCode) => {
  const { url, requests } = await startServer()
  const folder = temporaryFolder()
  const home = join(folder, 'node_modules/newman-reporter-stop')
  mkdirSync(home, { recursive: true })
  writeFileSync(
    join(home, 'index.js'),
    "module.exports = function (emitter) { emitter.on('start', (_, { run }) => emitter.on('item', () => run.abort())) }",
  )
  writeFileSync(
    join(folder, 'c.json'),
    JSON.stringify(collectionJson(['one', 'two'].map((name) => ({ name, request: `${url}/${name}` })))),
  )

  const ended = await runCli(who, ['c.json', '-r', 'stop'], {
    cwd: folder,
    env: { NODE_PATH: join(folder, 'node_modules') },
  })

  expect([ended.code, requests.map(({ path }) => path)]).toEqual([exitCode, ['/one']])
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
test('run() hands listeners of console what a script prints with its types, as newman does', async () => {
  const script = `
    const loop = { name: 'x', list: [] }; loop.self = loop; loop.list.push(loop)
    const bytes = Buffer.from('overflow')
    console.log(/a-z/g, new Map([[1, { a: new Set([1]) }]]), new Set(['x']), new Date(0), new Date(NaN))
    console.log(bytes, bytes.slice(1, 3), new Uint8Array([1, 2]), new Float64Array([1.5, 2]), new Int16Array([1, 2, 3]).subarray(1))
    console.log(loop, { __proto__: { a: 1 }, get own() { return /x/ } }, [undefined, NaN, null, () => {}, 10n])
    console.log({ twice: [bytes, bytes] }, new RangeError('no'), { toJSON() { return 'json' } }, 'plain', 1)`
  const item = { name: 'one', request: 'http://127.0.0.1:9/', event: [testScript(script)] }
  const listen: Listen = (emitter, { note }) => {
    emitter.on('console', (_error, { messages }: { readonly messages: readonly unknown[] }) =>
      note(inspect(messages, { depth: 9 })),
    )
  }
  const options = { collection: collectionJson([item]) }

  const ours = await play(OURS, listen, options)

  expect(ours.notes).toEqual((await play(NEWMAN, listen, options)).notes)
  expect(ours.notes).toHaveLength(4)
})

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

/** A program that makes one call, in a process of its own. */
async function program(who: Who, call: string, cwd: string = temporaryFolder()): Promise<Ended> {
  const { url } = await startServer()
  const options = JSON.stringify({ collection: collectionJson([{ name: 'one', request: url }]) })
  return await runLibrary(who, `const options = ${options}; ${call}`, { cwd })
}
