import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { testScript } from '../support/cli.ts'
import { startRawServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => void
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

const SHOW = testScript(
  'console.log(JSON.stringify([pm.request.headers, pm.cookies.toObject(), pm.response.size && pm.response.size().body]))',
)
const BODY = { mode: 'raw', raw: 'x' }
const BAD = 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nno'
const LOOP = 'HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n'
const CUT = 'HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nno'
const SECURE = 'HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Secure; Max-Age=0100\r\nContent-Length: 0\r\n\r\n'

/** What a server may answer to every request; there are two. */
const ANSWERS: Readonly<Record<string, Partial<Row> & Pick<Row, 'answer'>>> = {
  'a body that cannot be decoded': { answer: BAD, request: { header: [{ key: 'Cookie', value: 'own=1' }] } },
  'a body that cannot be decoded, to a POST': { answer: BAD, request: { method: 'POST', body: BODY } },
  'a body that breaks off': { answer: CUT, ends: true, request: { header: [{ key: 'Cookie', value: 'own=1' }] } },
  'a body that breaks off, to a POST': { answer: CUT, ends: true, request: { method: 'POST', body: BODY } },
  'a head that breaks off': { answer: 'HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n', ends: true },
  'one redirect after the other': { answer: LOOP, request: { method: 'POST', body: BODY } },
  'a redirect to another protocol': {
    answer: 'HTTP/1.1 302 Found\r\nLocation: other://x/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n',
    request: { method: 'POST', body: BODY },
  },
  'no reason phrase': { answer: 'HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n' },
  'a length without a body': {
    answer: 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n',
    request: { method: 'HEAD' },
  },
  'a compressed length without a body': {
    answer: 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n',
    request: { method: 'HEAD' },
  },
  'a Secure cookie over http': { answer: SECURE },
}

test.each(Object.entries(ANSWERS))(
  'a response is shown as newman shows it: %s',
  async (_what, { request, ...rest }) => {
    const row = { ...rest, request: { method: 'GET', ...request } }

    const ours = await record(OURS, row)

    expect(ours).toEqual(await record(NEWMAN, row))
  },
)

const INFO = { name: 'shown', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }

interface Row {
  readonly answer: string
  /** The server closes the connection behind it. */
  readonly ends?: boolean
  readonly request: object
}

interface Summary {
  readonly run: { readonly executions: readonly object[]; readonly failures: readonly object[] }
}

/** What went out, and what scripts and the report show of it, without what differs from run to run. */
async function record({ run }: Runner, { answer, ends, request }: Row): Promise<unknown> {
  const server = await startRawServer((_request, socket) => void (ends ? socket.end(answer) : socket.write(answer)))
  const item = ['A', 'B'].map((name) => ({ name, request: { ...request, url: server.url }, event: [SHOW] }))
  const said: unknown[] = []
  const { executions, failures } = await new Promise<Summary['run']>((resolve) => {
    const emitter = run({ collection: { info: INFO, item } }, (_error, summary) =>
      resolve(summary.run),
    ) as unknown as NodeJS.EventEmitter
    emitter.on('console', (_error: unknown, { messages }: { readonly messages: unknown }) => said.push(messages))
  })
  return JSON.parse(
    JSON.stringify([server.requests, said, executions.map(exchangeOf), failures.map(messageOf)])
      .replaceAll(String(server.port), 'port')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'),
  )
}

function exchangeOf(execution: object): unknown {
  const { request, response } = execution as {
    readonly request: { readonly header: unknown }
    readonly response?: object
  }
  const { header } = JSON.parse(JSON.stringify(request)) as { readonly header: unknown }
  return [header, response && { ...JSON.parse(JSON.stringify(response)), responseTime: 0 }]
}

function messageOf(failure: object): unknown {
  return (failure as { readonly error: { readonly message: string } }).error.message
}
