import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { afterEach, expect, test, vi } from 'vitest'
import { temporaryFile, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: unknown, callback?: Callback) => EventEmitter & { readonly summary?: unknown }
}

type Callback = (error: Error | null, summary?: Summary) => void

interface Summary {
  readonly environment: Scope
  readonly globals: Scope
  readonly collection: { readonly name?: string; readonly constructor: { readonly name: string } }
  readonly run: {
    readonly stats: { readonly requests: object; readonly assertions: object }
    readonly failures: readonly object[]
    readonly executions: readonly { readonly cursor: { readonly iteration: number } }[]
  }
}

interface Scope {
  readonly name?: string
  readonly toObject: () => object
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

interface Sdk {
  readonly Collection: new (json: object) => object
  readonly VariableScope: new (json: object) => object
}
const { Collection, VariableScope } = require('postman-collection') as Sdk

interface Jar {
  readonly setCookieSync: (cookie: string, url: string) => void
  readonly getCookiesSync: (url: string) => readonly unknown[]
}
const { CookieJar } = require('@postman/tough-cookie') as { readonly CookieJar: new () => Jar }

/** Everything that a caller of `run` gets to know, but for the words of errors. */
interface Outcome {
  readonly failed: boolean
  readonly error: string | undefined
  readonly stats: object | undefined
  readonly failures: number | undefined
  readonly iterations: readonly number[] | undefined
  readonly scopes: readonly unknown[] | undefined
  readonly collection: readonly unknown[] | undefined
  readonly isSummary: boolean
  readonly requests: readonly string[]
}

type Make = (files: Files) => object

interface Files {
  readonly url: string
  readonly collection: object
}

test.each<[string, Make]>([
  ['an object', () => ({})],
  ['a path', ({ collection }) => ({ collection: temporaryFile('c.json', collection) })],
  ['an instance of the SDK', ({ collection }) => ({ collection: new Collection(collection) })],
  ['an environment that is an instance', () => ({ environment: new VariableScope({ name: 'E', values: [A] }) })],
  ['an environment that is an object', () => ({ environment: { name: 'E', values: [A] }, globals: { values: [A] } })],
  ['an environment that is a path', () => ({ environment: temporaryFile('e.json', { values: [A] }) })],
  ['variables', () => ({ envVar: [{ key: 'a', value: 'V' }], globalVar: [{ key: 'g', value: 2 }] })],
  ['a variable that is null', () => ({ envVar: [null, { key: 'a', value: 'V' }] })],
  ['reporters that are no names', () => ({ reporters: [() => {}, 3] })],
  ['reporters that are no list', () => ({ reporters: { json: {} } })],
  ['rows', () => ({ iterationData: [{ a: 1 }, { a: 2 }] })],
  ['rows of a file', () => ({ iterationData: temporaryFile('rows.csv', 'a\n1\n2\n') })],
  ['no rows', () => ({ iterationData: [] })],
  ['more iterations than rows', () => ({ iterationData: [{ a: 1 }, { a: 2 }], iterationCount: 3 })],
  ['iterationCount 0', () => ({ iterationCount: 0 })],
  ['a folder', () => ({ folder: 'Folder' })],
  ['a request as a folder, by id', () => ({ folder: ['third'] })],
  ['several folders', () => ({ folder: ['Folder', 'first'] })],
  ['folder ""', () => ({ folder: '' })],
  ['bail', () => ({ bail: true })],
  ['bail as a list', () => ({ bail: ['folder'] })],
  ['bail as an object', () => ({ bail: { failure: true } })],
  ['a list of certificates', () => ({ sslClientCertList: [{ matches: ['https://*/*'], key: { src: 'no' } }] })],
  ['times of 0', () => ({ timeout: 0, timeoutRequest: 0, timeoutScript: 0, delayRequest: 0 })],
  ['null for everything', () => NULLS],
  ['an empty text for everything', () => EMPTY],
  ['options that nobody knows', () => ({ foo: { bar: 1 }, silent: true, color: 'off', newmanVersion: '1' })],
  ['a collection that is not there', () => ({ collection: '/no/such.json' })],
  ['an environment that is not there', () => ({ environment: '/no/such.json' })],
  ['rows that are not there', () => ({ iterationData: '/no/such.csv' })],
  ['rows that are no list', () => ({ iterationData: { a: 1 } })],
  ['a folder that is not there', () => ({ folder: 'nowhere' })],
  ['a number in place of a collection', () => ({ collection: 3 })],
  ['a number in place of certificates', () => ({ sslClientCertList: 3 })],
  ['no collection', () => ({ collection: undefined })],
])('run() does with %s what newman does', async (_what, make) => {
  const [ours, newman] = await Promise.all([outcomeOf(OURS, make), outcomeOf(NEWMAN, make)])

  expect(ours).toEqual(newman)
})

test('run() tells the failed assertion with abortOnFailure, as newman does', async () => {
  const make = (): object => ({ abortOnFailure: true })

  const [ours, newman] = [await outcomeOf(OURS, make), await outcomeOf(NEWMAN, make)]

  expect([ours.error, ours.requests]).toEqual(['AssertionFailure: fails', ['GET /1', 'GET /2']])
  expect([newman.error, newman.requests]).toEqual([ours.error, ours.requests])
})

test.each([
  ['newman', NEWMAN],
  ['flowgate', OURS],
])('run() of %s works on the jar of cookies that it is given', async (_who, runner) => {
  const jars: Jar[] = []

  const { requests } = await outcomeOf(runner, ({ url }) => {
    const jar = new CookieJar()
    jar.setCookieSync('given=1', url)
    jars.push(jar)
    return { cookieJar: jar, folder: 'first', showCookies: true }
  })

  expect(requests).toEqual(['GET /1 given=1'])
  expect(jars.map((jar) => JSON.stringify(jar.getCookiesSync('http://127.0.0.1')))).toEqual([
    expect.stringMatching(/"key":"given".*"key":"set"/),
  ])
})

test('run() takes null for no options', async () => {
  const error = await new Promise((resolve) => OURS.run(null, resolve))

  expect(String(error)).toBe('Error: expecting a collection to run')
})

test('run() takes a callback alone, and options alone', async () => {
  const { url } = await startServer()
  const alone = await new Promise((resolve) => OURS.run(resolve))
  const done = await new Promise((resolve) => {
    OURS.run({ collection: collectionOf(url) }).on('done', (error: unknown, { run }: Summary) =>
      resolve([error, run.stats.requests]),
    )
  })

  expect([String(alone), done]).toEqual([
    'Error: expecting a collection to run',
    [null, { total: 3, pending: 0, failed: 0 }],
  ])
})

test('run() of two collections at once keeps them apart', async () => {
  const names = ['P', 'Q']

  const outcomes = await Promise.all(
    names.map((name) => outcomeOf(OURS, () => ({ environment: { values: [{ key: 'a', value: name }] } }))),
  )

  expect(outcomes.map(({ scopes, requests }) => [scopes?.[0], requests])).toEqual(
    names.map((name) => [{ a: name, set: 'y' }, ['GET /1', 'GET /2', `GET /3?${name}`]]),
  )
})

const A = { key: 'a', value: 'A' }
const EMPTY = { environment: '', globals: '', folder: '', iterationData: '', cookieJar: '', sslClientCertList: '' }
const NULLS = { environment: null, globals: null, folder: null, iterationCount: null, iterationData: null, bail: null }

function collectionOf(url: string): object {
  return {
    info: { name: 'Options' },
    item: [
      { name: 'first', request: `${url}/1` },
      {
        name: 'Folder',
        item: [
          {
            name: 'second',
            request: `${url}/2`,
            event: [testScript("pm.test('fails', () => pm.expect(1).to.eql(2))")],
          },
        ],
      },
      { id: 'third', name: 'x', request: `${url}/3?{{a}}`, event: [testScript("pm.environment.set('set', 'y')")] },
    ],
  }
}

async function outcomeOf({ run }: Runner, make: Make): Promise<Outcome> {
  const server = await startServer((_request, response) => response.setHeader('Set-Cookie', 'set=1').end('{}'))
  const url = `http://127.0.0.1:${server.port}`
  const collection = collectionOf(url)
  const { showCookies, ...options } = { collection, ...make({ url, collection }) } as Record<string, unknown>
  const [error, summary, isSummary] = await new Promise<readonly [Error | null, Summary | undefined, boolean]>(
    (resolve) => {
      const emitter = run(options, (error, summary) =>
        resolve([error, summary, summary !== undefined && summary === emitter.summary]),
      )
    },
  )
  await server.close()
  return {
    failed: error !== null,
    // Newman says in its words why a run could not begin; what ended a run it says in those of the run.
    error: summary === undefined ? undefined : (error ?? undefined) && `${error?.name}: ${error?.message}`,
    stats: summary?.run.stats,
    failures: summary?.run.failures.length,
    iterations: summary?.run.executions.map(({ cursor }) => cursor.iteration),
    scopes: summary && [summary.environment.toObject(), summary.globals.toObject(), summary.environment.name],
    collection: summary && [summary.collection.name, summary.collection.constructor.name],
    isSummary,
    requests: server.requests.map(({ method, path, headers }) => {
      const cookie = headers.find(([name]) => name === 'Cookie')?.[1]
      return [method, path, ...(showCookies === true && cookie !== undefined ? [cookie] : [])].join(' ')
    }),
  }
}

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['newman', NEWMAN],
  ['flowgate', OURS],
])('run() of %s sends through the proxy of the environment', async (_name, { run }) => {
  const { url, requests } = await startServer()
  vi.stubEnv('HTTP_PROXY', url)
  vi.stubEnv('NO_PROXY', '')
  const item = [{ name: 'A', request: { method: 'GET', url: 'http://api.example/x' } }]

  await new Promise<void>((resolve) => {
    run({ collection: { info: { name: 'proxied' }, item } }, () => resolve())
  })

  expect(requests.map(({ path }) => path)).toEqual(['http://api.example/x'])
})
