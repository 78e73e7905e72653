import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => EventEmitter
}

interface Summary {
  readonly run: {
    readonly stats: object
    readonly failures: readonly { readonly at: string; readonly source?: { readonly name: string } }[]
    readonly executions: readonly { readonly assertions?: readonly { readonly assertion: string }[] }[]
  }
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

const NAMES =
  'start beforeIteration iteration beforeItem item beforePrerequest prerequest beforeScript script beforeRequest request beforeTest test assertion console exception beforeDone done beforePrerequestScript prerequestScript beforeTestScript testScript'

test.each([
  ['as it is', {}],
  ['with one item', { folder: 'second' }],
  ['stopped by a failure', { bail: true }],
])("run() emits newman's events with newman's arguments, %s", async (_what, options) => {
  const { url } = await startServer()
  const input = { collection: collection(url), iterationCount: 2, environment: { values: [] }, ...options }

  const ours = await record(OURS, input)

  expect(ours).toEqual(await record(NEWMAN, input))
})

/** Everything that happens, without what differs from run to run: ids and times. */
async function record({ run }: Runner, options: object): Promise<unknown> {
  const tape: unknown[] = []
  return await new Promise((resolve) => {
    const emitter = run(structuredClone(options), (error, { run: { stats, failures, executions } }) =>
      resolve({
        error,
        tape,
        stats,
        failures: failures.map(({ at, source }) => [at, source?.name]),
        assertions: executions.map(({ assertions }) => assertions?.map(({ assertion }) => assertion)),
      }),
    )
    for (const name of NAMES.split(' ')) {
      emitter.on(name, (error: Thrown | null, args: Args) => tape.push([name, errorOf(error), digest(args)]))
    }
  })
}

interface Thrown {
  readonly name: string
  readonly message: string
}

interface Args {
  readonly cursor?: Readonly<Record<string, unknown>>
  readonly item?: { readonly name: string }
  readonly request?: { readonly method: string; readonly url: unknown; readonly headers: Headers }
  readonly response?: { readonly code: number; readonly text: () => string; readonly headers: Headers }
  readonly messages?: readonly unknown[]
  readonly assertion?: string
  readonly skipped?: boolean
  readonly events?: readonly unknown[]
  readonly executions?: readonly { readonly error?: Thrown }[]
  readonly execution?: unknown
}

interface Headers {
  readonly map: (read: (header: { readonly key: string }) => string) => readonly string[]
}

function errorOf(error: Thrown | null): unknown {
  return error === null ? null : [error.name, error.message]
}

function digest(args: Args): unknown {
  const { position, iteration, length, cycles, eof, bof, cr, empty } = args.cursor ?? {}
  return {
    members: Object.keys(args).toSorted(),
    cursor: { position, iteration, length, cycles, eof, bof, cr, empty },
    item: args.item?.name,
    request: args.request && [args.request.method, String(args.request.url)],
    response: args.response && [args.response.code, args.response.text()],
    messages: args.messages,
    assertion: [args.assertion, args.skipped],
    events: args.events?.length,
    executions: args.executions?.map(({ error }) => error && errorOf(error)),
  }
}

function collection(url: string): object {
  const scripts = (listen: string, ...lines: readonly string[]): object => ({ listen, script: { exec: lines } })
  return {
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    event: [scripts('prerequest', "console.log('all', 1, { a: [null] })")],
    item: [
      {
        name: 'folder',
        item: [
          {
            name: 'first',
            request: { method: 'POST', url: `${url}/a?x={{y}}`, body: { mode: 'raw', raw: 'hello' } },
            event: [
              scripts('prerequest', "pm.environment.set('y', 'z')"),
              scripts(
                'test',
                "pm.test('holds', () => pm.expect(pm.response.code).to.equal(200))",
                "pm.test('fails', () => pm.expect(1).to.equal(2))",
                "pm.test.skip('later', () => {})",
              ),
            ],
          },
          { name: 'second', request: { url: `${url}/b` }, event: [scripts('test', 'nope()'), scripts('test', '')] },
        ],
      },
      { name: 'refused', request: { url: 'http://127.0.0.1:1/' } },
      { name: 'without URL', request: { url: '' } },
    ],
  }
}
