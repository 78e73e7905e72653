import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, type RawCall } from './app.ts'
import { type StandinClock, systemClock } from './clock.ts'
import { BODY_BYTES, type Reply } from './endpoint.ts'
import { PingError } from './errors.ts'
import { ADMIN_APPLICATION_ID, ADMIN_APPLICATION_SECRET, ADMIN_ENVIRONMENT_ID, SANDBOX_ENVIRONMENT_ID } from './ids.ts'
import { loadCore } from './oidc.ts'
import { createEnvironments } from './store.ts'
import { Table } from './table.ts'
import type { Core, World } from './world.ts'

/** How a stand-in is started. */
export interface StandinOptions {
  /** 0 or absent: a free one. */
  readonly port?: number
  /** Absent: the machine's. */
  readonly clock?: StandinClock
}

/** A running stand-in for PingOne. */
export interface Standin {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** What a collection needs to talk to it, under Ping's variable names. */
  readonly variables: Readonly<Record<string, string>>
  /** Stops listening and cuts open connections. */
  readonly close: () => Promise<void>
}

const HOST = '127.0.0.1'

/** Above this a client that keeps sending is cut off instead of answered. */
const DRAIN_BYTES = 16 * BODY_BYTES

/** Longer than clients pause between two requests, so that none meets a closing connection. */
const KEEP_ALIVE_MS = 60_000

/** Source: https://developer.pingidentity.com/pingone-api/foundations/conventions/pingone-api-responses.html */
const HEADERS = {
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  vary: 'Origin',
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Accept, Accept-Language, Content-Language, Content-Type, Range, Authorization',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-xss-protection': '1; mode=block',
}

/** Starts a stand-in on the loopback interface. Rejects with the system's error, its `code` EADDRINUSE when the port is taken. */
export async function startStandin({ port = 0, clock = systemClock() }: StandinOptions = {}): Promise<Standin> {
  const [environments, makeCore] = await Promise.all([createEnvironments(clock), loadCore()])
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  server.listen(port, HOST)
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`
  const cores = new Map<string, Core>()
  const world: World = {
    clock,
    origin: url,
    environments: new Table(environments),
    outbox: new Table(),
    coreOf: (environment) => {
      const core = cores.get(environment.id) ?? makeCore(world, environment)
      cores.set(environment.id, core)
      return core
    },
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void serve(world, request, response)
  })
  return {
    url,
    variables: {
      authPath: url,
      apiPath: `${url}/v1`,
      adminEnvID: ADMIN_ENVIRONMENT_ID,
      adminAppID: ADMIN_APPLICATION_ID,
      adminAppSecret: ADMIN_APPLICATION_SECRET,
      envID: SANDBOX_ENVIRONMENT_ID,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlationId = randomUUID()
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  response.setHeader('correlation-id', correlationId)
  // The host as the client named it; ours when it is none, since links and headers are made of it, also by the core.
  if (!/^[\w.:[\]-]+$/.test(request.headers.host ?? '')) request.headers.host = new URL(world.origin).host
  try {
    const reply = await answer(callOf(world, request), correlationId)
    if (reply.kind === 'delegate') await reply.serve(request, response)
    else write(reply, response)
  } catch {
    // The client has gone in the middle of its request, or of our answer: there is nobody left to tell.
    response.destroy()
  }
}

function callOf(world: World, request: IncomingMessage): RawCall {
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const [path = '', query = ''] = splitOnce(target, '?')
  return {
    world,
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    origin: `http://${request.headers.host}`,
    readBody: () => readBody(request),
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** Reads on beyond the limit, so that the client has sent everything and is ready for the refusal. */
async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size <= BODY_BYTES) chunks.push(chunk)
    if (size > DRAIN_BYTES) break
  }
  if (size > BODY_BYTES) throw new PingError('REQUEST_TOO_LARGE')
  return Buffer.concat(chunks)
}

function write(reply: Exclude<Reply, { kind: 'delegate' }>, response: ServerResponse): void {
  const body = reply.kind === 'json' ? JSON.stringify(reply.body) : ''
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  if (reply.kind === 'json') response.setHeader('content-type', 'application/hal+json;charset=UTF-8')
  response.writeHead(reply.status).end(body)
}
