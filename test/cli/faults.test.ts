import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { AUTHORITY, EXPIRED } from '../support/authority.ts'
import { collectionJson, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { said } from '../support/said.ts'
import { startRawServer, startServer, startTlsServer } from '../support/server.ts'

/** What is left of a run in which the first of two requests met a fault. */
interface Survival {
  readonly code: number
  /** How each request ended, in order: its status or its failure. */
  readonly ends: readonly (number | string)[]
  readonly reports: { readonly junit: boolean; readonly html: boolean; readonly log: boolean }
}

const WHOLE = { junit: true, html: true, log: true }

/** A run that went on after the fault, told of it in every report and counted it. */
function survived(end: number | string): Survival {
  return { code: typeof end === 'number' ? 0 : 1, ends: [end, 200], reports: WHOLE }
}

/** Asks `url` for the fault and a healthy server for an answer. */
async function runAgainst(url: string, ...flags: readonly string[]): Promise<Survival> {
  const healthy = await startServer()
  const folder = temporaryFolder()
  const items = [
    { name: 'Fault', request: url },
    { name: 'After', request: healthy.url },
  ]
  const collection = temporaryFile('c.json', collectionJson(items))
  const [junit, html, log] = ['junit.xml', 'page.html', 'run.ndjson'].map((name) => join(folder, name))
  const reporters = `junit=${junit},html=${html},ndjson=${log}`

  const { code } = await said(['run', collection, '--reporters', reporters, ...flags])

  const events = await eventsIn(readFileSync(`${log}`, 'utf8'))
  const xml = readFileSync(`${junit}`, 'utf8')
  return {
    code,
    ends: endsOf(events),
    reports: {
      junit: /<testsuite name="Fault"[^]*<testsuite name="After"[^]*<\/testsuites>\n$/.test(xml),
      html: readFileSync(`${html}`, 'utf8').trimEnd().endsWith('</html>'),
      log: events.at(-1)?.type === 'run:end',
    },
  }
}

/** By exchange; one without an end is `open`. */
function endsOf(events: readonly RunEvent[]): readonly (number | string)[] {
  const ends = new Map<number, number | string>()
  for (const event of events) {
    if (event.type === 'request') ends.set(event.exchange, 'open')
    else if (event.type === 'response') ends.set(event.exchange, event.response.status)
    else if (event.type === 'request:failed') ends.set(event.exchange, event.failure.code)
  }
  return [...ends.values()]
}

/** Writes again and again until the other side has gone. */
function pour(socket: Socket, text: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(text));
  }
  socket.on('drain', more)
  more()
}

/** Writes one byte every few milliseconds, for ever. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5)
  socket.once('close', () => clearInterval(timer))
}

const IN_A_MOMENT = ['--timeout-request', '150']
const OK = 'HTTP/1.1 200 OK\r\n'

interface Fault {
  readonly fault: string
  readonly serve: (socket: Socket) => void
  readonly end: number | string
  readonly flags?: readonly string[]
}

const FAULTS: readonly Fault[] = [
  { fault: 'a reset instead of an answer', serve: (socket) => socket.resetAndDestroy(), end: 'CONNECTION_RESET' },
  {
    fault: 'a reset in the middle of a body',
    serve: (socket) => socket.write(`${OK}Content-Length: 100\r\n\r\n{"a":`, () => socket.resetAndDestroy()),
    end: 'CONNECTION_RESET',
  },
  {
    fault: 'a Content-Length beyond the body',
    serve: (socket) => socket.end(`${OK}Content-Length: 100\r\n\r\n{}`),
    end: 'CONNECTION_RESET',
  },
  {
    fault: 'chunks without the last one',
    serve: (socket) => socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
    end: 'CONNECTION_RESET',
  },
  {
    fault: 'a Content-Length short of the body',
    serve: (socket) => socket.write(`${OK}Content-Length: 2\r\n\r\n{}and more`),
    end: 'RESPONSE_INVALID',
  },
  {
    fault: 'chunks that are none',
    serve: (socket) => socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\nno chunk\r\n`),
    end: 'RESPONSE_INVALID',
  },
  {
    fault: 'a body that drips',
    serve: (socket) => {
      socket.write(`${OK}Content-Length: 100000\r\n\r\n`)
      drip(socket, '.')
    },
    end: 'REQUEST_TIMEOUT',
    flags: IN_A_MOMENT,
  },
  {
    fault: 'headers that drip',
    serve: (socket) => {
      socket.write(`${OK}X-Slow: `)
      drip(socket, '.')
    },
    end: 'REQUEST_TIMEOUT',
    flags: IN_A_MOMENT,
  },
  {
    fault: 'interim answers for ever',
    serve: (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
    end: 'REQUEST_TIMEOUT',
    flags: IN_A_MOMENT,
  },
  { fault: 'a port that never answers', serve: () => {}, end: 'REQUEST_TIMEOUT', flags: IN_A_MOMENT },
  {
    fault: 'headers without an end',
    serve: (socket) => {
      socket.write(OK)
      pour(socket, `X-More: ${'.'.repeat(1000)}\r\n`)
    },
    end: 'RESPONSE_INVALID',
  },
  {
    fault: 'a body without an end',
    serve: (socket) => {
      socket.write(`${OK}\r\n`)
      pour(socket, '.'.repeat(65_536))
    },
    end: 'RESPONSE_TOO_LARGE',
    flags: ['--max-response', '1'],
  },
  {
    fault: 'a small body that unfolds',
    serve: (socket) => {
      const body = gzipSync(Buffer.alloc(4 * 1024 * 1024)).toString('latin1')
      socket.end(`${OK}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1')
    },
    end: 'RESPONSE_TOO_LARGE',
    flags: ['--max-response', '1'],
  },
  {
    fault: 'a body that is not the gzip it says',
    serve: (socket) => socket.end(`${OK}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`),
    end: 'RESPONSE_INVALID',
  },
  {
    fault: 'an answer that is no HTTP',
    serve: (socket) => socket.end('220 mail.example.test ESMTP\r\n'),
    end: 'RESPONSE_INVALID',
  },
  {
    fault: 'another protocol that nobody asked for',
    serve: (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    end: 'NETWORK_FAILED',
  },
  {
    fault: 'redirects without an end',
    serve: (socket) => socket.write('HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n'),
    end: 'REDIRECT_LOOP',
  },
]

test.each(FAULTS)('run survives $fault', async ({ serve, end, flags = [] }) => {
  const { url } = await startRawServer((_request, socket) => serve(socket))

  expect(await runAgainst(url, ...flags)).toEqual(survived(end))
})

test('run survives connections that a server closes behind each answer without a word', async () => {
  const { url, sockets } = await startRawServer((_request, socket) => {
    socket.write(`${OK}Content-Length: 2\r\n\r\n{}`, () => socket.end())
  })
  const items = ['A', 'B', 'C', 'D'].map((name) => ({ name, request: url }))
  const log = join(temporaryFolder(), 'run.ndjson')

  const { code } = await said(['run', temporaryFile('c.json', collectionJson(items)), '-r', `ndjson=${log}`])

  expect([code, endsOf(await eventsIn(readFileSync(log, 'utf8'))), sockets()]).toEqual([0, [200, 200, 200, 200], 4])
})

test('run survives a port that nobody listens on', async () => {
  const server = await startServer()
  await server.close()

  expect(await runAgainst(server.url)).toEqual(survived('CONNECTION_REFUSED'))
})

test('run survives a name that DNS does not know', async () => {
  expect(await runAgainst('http://nobody.invalid/')).toEqual(survived('HOST_UNKNOWN'))
})

test('run survives a certificate that has expired', async () => {
  const { url } = await startTlsServer(undefined, EXPIRED)
  const authority = temporaryFile('ca.pem', AUTHORITY)

  expect(await runAgainst(url, '--ssl-extra-ca-certs', authority)).toEqual(survived('TLS_FAILED'))
})
