import type { EventEmitter } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prerequestScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => EventEmitter
}

interface Summary {
  readonly run: { readonly executions: readonly { readonly request: { readonly toJSON: () => { body?: unknown } } }[] }
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowgate-bodies-'))
  await writeFile(join(folder, 'a.txt'), 'alpha')
  await writeFile(join(folder, 'b.json'), '{"b":2}')
})
afterAll(() => rm(folder, { recursive: true }))

function file(key: string, more: object): object {
  return { key, type: 'file', ...more }
}

const BODIES: Readonly<Record<string, object>> = {
  'a form with a file that is missing': {
    mode: 'formdata',
    formdata: [file('gone', { src: 'gone.txt' }), file('there', { src: 'a.txt' })],
  },
  'files behind a list of files': {
    mode: 'formdata',
    formdata: [
      file('list', { src: ['a.txt', 'gone.txt', 'b.json'] }),
      file('after', { src: 'a.txt' }),
      file('none', {}),
      file('named', { src: 'a.txt', fileName: 'other.bin' }),
      file('held', { value: 'aGk=' }),
      { key: 'text', value: 'x' },
    ],
  },
  'a list of which no file is there': {
    mode: 'formdata',
    formdata: [file('list', { src: ['gone.txt'] }), { key: 'text', value: 'x', type: 'text' }],
  },
  'files in Base64': {
    mode: 'formdata',
    formdata: [
      file('plain', { value: 'aGk=' }),
      file('named', { value: 'aGk=', fileName: 'x.json' }),
      file('typed', { value: 'aGk=', contentType: 'text/csv' }),
    ],
  },
  'a file without a path': { mode: 'formdata', formdata: [file('empty', {})] },
  'a raw body that is a number': { mode: 'raw', raw: 12345 },
  'a raw body that is false': { mode: 'raw', raw: false },
  'a raw body that is a list': { mode: 'raw', raw: [1] },
  'more than its mode says': { mode: 'urlencoded', raw: 'left', urlencoded: [{ key: 'a', value: 'b' }] },
}

test.each(Object.entries(BODIES))('a body goes out and is shown as in newman: %s', async (_what, body) => {
  const request = { method: 'POST', header: [], body }

  expect(await record(OURS, [{ name: 'A', request }])).toEqual(await record(NEWMAN, [{ name: 'A', request }]))
})

test('the error of pm.sendRequest is what newman leaves of it', async () => {
  const script = prerequestScript(
    "pm.sendRequest('http://127.0.0.1:1/', (error, response) => console.log(JSON.stringify(error), error.message, typeof response))",
  )
  const item = [{ name: 'A', request: { method: 'GET' }, event: [script] }]

  const ours = await record(OURS, item)

  expect(ours).toEqual(await record(NEWMAN, item))
  expect(ours.printed).toEqual([
    ['{"errno":-111,"code":"ECONNREFUSED","syscall":"connect","address":"127.0.0.1","port":1}', undefined, 'object'],
  ])
})

test('files of pm.sendRequest are left out with a warning, as in newman', async () => {
  const body =
    "{ mode: 'formdata', formdata: [{ key: 'a', value: 'b', type: 'text' }, { key: 'f', type: 'file', src: 'a.txt' }] }"
  const script = prerequestScript(
    "const url = pm.request.url.toString(); console.log('before')",
    `pm.sendRequest({ url, method: 'POST', body: ${body} }, () => console.log('answered'))`,
    "console.log('after')",
  )
  const item = [{ name: 'A', request: { method: 'GET' }, event: [script] }]

  const [ours, newmans] = [await record(OURS, item), await record(NEWMAN, item)]

  // Not what is shown: newman's summary has the item's own request twice (DECISIONS 41).
  expect([ours.received, ours.printed]).toEqual([newmans.received, newmans.printed])
  expect(ours.printed).toEqual([['before'], ['uploading files from scripts is not allowed'], ['after'], ['answered']])
})

interface Recorded {
  readonly received: readonly unknown[]
  readonly printed: unknown[]
  readonly shown: readonly unknown[]
}

/** What the server gets, what is printed, and the bodies of the summary; boundaries differ from run to run. */
async function record(
  { run }: Runner,
  items: readonly { readonly name: string; readonly request: object }[],
): Promise<Recorded> {
  const { url, requests } = await startServer()
  const item = items.map((each) => ({ ...each, request: { ...each.request, url } }))
  const printed: unknown[] = []
  return await new Promise((resolve) => {
    run({ collection: { info: INFO, item }, workingDir: folder }, (_error, summary) => {
      const received = requests.map(({ headers, body }) => {
        const [type, length] = ['content-type', 'content-length'].map((name) => valueOf(headers, name))
        const boundary = /boundary=(.*)/.exec(type ?? '')?.[1] ?? '\0'
        return [type?.replace(boundary, '…'), length, body.replaceAll(boundary, '…')]
      })
      const shown = summary.run.executions.map(({ request }) => JSON.parse(JSON.stringify(request)).body)
      resolve({ received, printed, shown })
    }).on('console', (_error: unknown, { messages }: { readonly messages: readonly unknown[] }) => {
      printed.push(messages)
    })
  })
}

function valueOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

const INFO = { name: 'bodies', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }
