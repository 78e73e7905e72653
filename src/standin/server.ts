import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { readBehaviours, steerableBehaviours } from './behaviours/behaviours.ts'
import { type SteerableClock, steerableClock } from './clock.ts'
import { createCore } from './oidc/core.ts'
import { PARSED_BYTES, refuseBytes } from './raw.ts'
import { behavioursOf, plant } from './seed.ts'
import { serve } from './serve.ts'
import { createEnvironments } from './store.ts'
import { Table } from './table.ts'
import { makeIdentity, type TlsIdentity } from './tls.ts'
import { standinVariables } from './variables.ts'
import type { Core, Environment, World } from './world.ts'

/** How a stand-in is started. */
export interface StandinOptions {
  /** 0 or absent: a free one. */
  readonly port?: number
  /** The address to listen on. Absent: 127.0.0.1, which only this machine can reach. */
  readonly host?: string
  /** https, with a certificate made at the start. */
  readonly tls?: boolean
  /** Absent: the machine's. */
  readonly clock?: SteerableClock
  /** What is there at the start, as JSON.parse gives it. Source of its shape: docs/standin.md. */
  readonly seed?: unknown
  /** Values of src/standin/behaviours/table.ts by name; they win over those of the seed. */
  readonly behaviours?: Readonly<Record<string, unknown>>
}

/** A running stand-in for PingOne. */
export interface Standin {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** What a collection needs to talk to it, under Ping's variable names. */
  readonly variables: Readonly<Record<string, string>>
  /** With https: the certificate that clients have to trust, PEM. */
  readonly certificate: string | undefined
  /** Stops listening and cuts open connections. */
  readonly close: () => Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Outbox and journal keep this many messages and requests. */
const KEPT = 1000

/** So many snapshots; the oldest makes room. */
const SNAPSHOTS = 20

/** Longer than clients pause between two requests, so that none meets a closing connection. */
const KEEP_ALIVE_MS = 60_000

/**
 * Starts a stand-in, on the loopback interface unless told otherwise. Rejects with the system's error, its `code` EADDRINUSE when
 * the port is taken, with BehaviourError and with SeedError.
 */
export async function startStandin(options: StandinOptions = {}): Promise<Standin> {
  const { port = 0, host = LOOPBACK, tls = false, clock = steerableClock(), seed = {} } = options
  const behaviours = steerableBehaviours({ ...behavioursOf(seed), ...readBehaviours(options.behaviours ?? {}) })
  const identity = tls ? await makeIdentity(host) : undefined
  const server = createListener(identity)
  server.listen(port, host)
  await once(server, 'listening')
  const url = urlOf(server, host, tls)
  const world = createWorld({ clock, behaviours, origin: url })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void serve(world, request, response)
  })
  try {
    await plant(world, seed)
  } catch (error) {
    await close(server)
    throw error
  }
  return { url, variables: standinVariables(url), certificate: identity?.cert, close: () => close(server) }
}

function createListener(identity: TlsIdentity | undefined): Server {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: PARSED_BYTES }
  const server = identity === undefined ? createServer(options) : createSecureServer({ ...options, ...identity })
  server.on('clientError', refuseBytes)
  return server
}

/** Who listens everywhere is reached on the loopback interface, too. */
function urlOf(server: Server, host: string, tls: boolean): string {
  const name = host === '0.0.0.0' || host === '::' ? LOOPBACK : host
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  return `${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

function createWorld(basis: Pick<World, 'clock' | 'behaviours' | 'origin'>): World {
  const cores = new WeakMap<Environment, Promise<Core>>()
  const world: World = {
    ...basis,
    environments: new Table(createEnvironments(basis.clock)),
    outbox: new Table([], KEPT),
    control: { faults: new Table(), journal: new Table([], KEPT), snapshots: new Table([], SNAPSHOTS) },
    coreOf: (environment) => {
      const core = cores.get(environment) ?? createCore(world, environment)
      cores.set(environment, core)
      return core
    },
  }
  return world
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
