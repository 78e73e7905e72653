import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import { runCli } from '../support/both.ts'
import {
  collectionJson,
  type Finished,
  flowgate,
  prerequestScript,
  temporaryFolder,
  testScript,
} from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** What one way to run a collection came to. */
interface Seen {
  readonly code: number | null
  /** Requests that the server saw. */
  readonly requests: number
  readonly hasJunit: boolean
  readonly junitFailures: number
  readonly json: string
}

/** A row of the README's table of differences: the same collection by newman, by flowgate, and by flowgate with --compat newman. */
interface Row {
  readonly what: string
  readonly items?: (url: string) => readonly object[]
  /** In place of a collection. */
  readonly file?: object
  readonly args?: readonly string[]
  readonly newman: Expected
  readonly flowgate: Expected
  readonly compat: Expected
}

/** `json`: what the JSON report holds; `lacks`: what it must not. */
type Expected = Partial<Seen> & { readonly lacks?: string }

function get(url: string, ...event: readonly object[]): object {
  return { name: 'A', event, request: { method: 'GET', url } }
}

const FAILS_ONCE = testScript("pm.test('t', () => pm.expect(pm.info.iteration).to.equal(1))")
const BROKEN_KEY = {
  type: 'jwt',
  jwt: Object.entries({ algorithm: 'RS256', privateKey: 'no key', payload: '{}', addTokenTo: 'header' }).map(
    ([key, value]) => ({ key, value }),
  ),
}

function grant(url: string): object {
  const parameters = {
    grant_type: 'client_credentials',
    accessTokenUrl: `${url}/token`,
    clientId: 'c',
    clientSecret: 's',
  }
  return { type: 'oauth2', oauth2: Object.entries(parameters).map(([key, value]) => ({ key, value })) }
}

const ROWS: readonly Row[] = [
  {
    what: 'a bad option value is a usage error',
    items: (url) => [get(url)],
    args: ['-n', '0'],
    newman: { code: 0 },
    flowgate: { code: 2, requests: 0 },
    compat: { code: 1, requests: 0 },
  },
  {
    what: 'a file that is no collection is refused',
    file: { hello: 'world' },
    newman: { code: 0, requests: 0 },
    flowgate: { code: 2 },
    compat: { code: 1 },
  },
  {
    what: 'a collection without requests is refused',
    items: () => [],
    newman: { code: 0, requests: 0 },
    flowgate: { code: 2, requests: 0 },
    compat: { code: 0, requests: 0 },
  },
  {
    what: 'JUnit keeps failures of earlier iterations',
    items: (url) => [get(url, FAILS_ONCE)],
    args: ['-n', '2'],
    newman: { code: 1, junitFailures: 0 },
    flowgate: { code: 1, junitFailures: 1 },
    compat: { code: 1, junitFailures: 1 },
  },
  {
    what: 'reports are written on --timeout',
    items: (url) => [get(`${url}/never`)],
    args: ['--timeout', '300'],
    newman: { code: 1, hasJunit: false },
    flowgate: { code: 1, hasJunit: true },
    compat: { code: 1, hasJunit: true },
  },
  {
    what: 'reports are written on --bail folder',
    items: (url) => [get(url, testScript('x.y()'))],
    args: ['--bail', 'folder'],
    newman: { code: 1, hasJunit: false },
    flowgate: { code: 1, hasJunit: true },
    compat: { code: 1, hasJunit: true },
  },
  {
    what: 'a rejection fails its item, not the process',
    items: (url) => [get(url, testScript("Promise.reject(new Error('r'))")), get(url)],
    newman: { code: 1, hasJunit: false, requests: 1 },
    flowgate: { code: 1, hasJunit: true, requests: 2 },
    compat: { code: 1, hasJunit: true, requests: 2 },
  },
  {
    what: 'what a timer throws fails its item',
    items: (url) => [get(url, testScript("setTimeout(() => { throw new Error('late') }, 1)"))],
    newman: { code: 0 },
    flowgate: { code: 1 },
    compat: { code: 0 },
  },
  {
    what: 'what cannot be signed is not sent',
    items: (url) => [{ name: 'A', request: { method: 'GET', url, auth: BROKEN_KEY } }],
    newman: { code: 0, requests: 1 },
    flowgate: { code: 1, requests: 0 },
    compat: { code: 0, requests: 1 },
  },
  {
    what: 'a token that cannot be fetched fails its item',
    items: (url) => [{ name: 'A', request: { method: 'GET', url, auth: grant(url) } }],
    newman: { code: 0, requests: 1 },
    flowgate: { code: 1, json: 'Cannot fetch a token' },
    compat: { code: 0, requests: 1 },
  },
  {
    what: 'a body file that cannot be read fails its item',
    items: (url) => [
      { name: 'A', request: { method: 'POST', url, body: { mode: 'file', file: { src: 'gone.txt' } } } },
    ],
    newman: { code: 0, requests: 1 },
    flowgate: { code: 1, requests: 0 },
    compat: { code: 0, requests: 1 },
  },
  {
    what: '<<name>> is a placeholder',
    items: (url) => [get(`${url}/<<a>>`, prerequestScript("pm.variables.set('a', 'b')"))],
    newman: { json: '%3C%3Ca%3E%3E' },
    flowgate: { json: '"path":["b"]' },
    compat: { json: '%3C%3Ca%3E%3E' },
  },
  {
    what: 'a number in the query is sent',
    items: (url) => {
      const { hostname: host, port } = new URL(url)
      return [{ name: 'A', request: { url: { protocol: 'http', host, port, query: [{ key: 'page', value: 5 }] } } }]
    },
    newman: { json: '"query":[{"key":"page","value":null}]' },
    flowgate: { json: '"query":[{"key":"page","value":"5"}]' },
    compat: { json: '"query":[{"key":"page","value":null}]' },
  },
  {
    what: 'a variable with a producer that nobody has set is made',
    items: (url) => [get(`${url}/{{state}}`)],
    newman: { json: '%7B%7Bstate%7D%7D' },
    flowgate: { lacks: '%7B%7Bstate%7D%7D' },
    compat: { json: '%7B%7Bstate%7D%7D' },
  },
  {
    what: 'secrets are masked in reports',
    items: (url) => [
      {
        name: 'A',
        request: { method: 'GET', url, auth: { type: 'bearer', bearer: [{ key: 'token', value: 'hush-hush-1' }] } },
      },
    ],
    newman: { json: 'hush-hush-1' },
    flowgate: { lacks: 'hush-hush-1' },
    compat: { json: 'hush-hush-1' },
  },
  {
    what: 'what two --folder name runs once',
    items: (url) => [{ name: 'F', item: [{ name: 'G', item: [get(url)] }] }],
    args: ['--folder', 'F', '--folder', 'A'],
    newman: { requests: 2 },
    flowgate: { requests: 1 },
    compat: { requests: 2 },
  },
]

test.each(ROWS)('$what', async (row) => {
  const [newman, own, compat] = await Promise.all([
    seen(row, (args, cwd) => runCli('newman', args, { cwd })),
    seen(row, (args, cwd) => flowgate(['run', ...args], { cwd })),
    seen(row, (args, cwd) => runCli('ours', args, { cwd })),
  ])

  expect([newman, own, compat]).toEqual([like(row.newman), like(row.flowgate), like(row.compat)])
})

test('a request that is never answered ends after two minutes by default, and never under --compat newman', async () => {
  const limitOf = async (...flags: readonly string[]): Promise<unknown> => {
    const invocation = await parse(['run', 'c.json', ...flags], 80)
    return invocation.command === 'run' ? invocation.options.runs[0]?.engine?.timeoutRequestMs : undefined
  }

  expect([await limitOf(), await limitOf('--compat', 'newman')]).toEqual([undefined, 0])
})

function like({ json, lacks, ...exact }: Expected): unknown {
  return expect.objectContaining({
    ...exact,
    ...(json !== undefined && { json: expect.stringContaining(json) }),
    ...(lacks !== undefined && { json: expect.not.stringContaining(lacks) }),
  })
}

async function seen(row: Row, run: (args: readonly string[], cwd: string) => Promise<Finished>): Promise<Seen> {
  const server: TestServer = await startServer((request, response) => {
    if (request.url !== '/never') response.end('{}')
  })
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(row.file ?? collectionJson(row.items?.(server.url) ?? [])))
  const reports = ['--reporter-junit-export', 'j.xml', '--reporter-json-export', 'r.json']
  const { code } = await run(['c.json', '-r', 'junit,json', ...reports, ...(row.args ?? [])], cwd)
  const junit = read(join(cwd, 'j.xml'))
  return {
    code,
    requests: server.requests.length,
    hasJunit: junit !== '',
    junitFailures: junit.split('<failure').length - 1,
    json: read(join(cwd, 'r.json'))
      .replaceAll(/\s*\n\s*/g, '')
      .replaceAll('": ', '":'),
  }
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
