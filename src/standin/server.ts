import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SteerableClock, steerableClock } from './clock.ts'
import { ADMIN_APPLICATION_ID, ADMIN_APPLICATION_SECRET, ADMIN_ENVIRONMENT_ID, SANDBOX_ENVIRONMENT_ID } from './ids.ts'
import { loadCore } from './oidc/core.ts'
import { plant } from './seed.ts'
import { serve } from './serve.ts'
import { createEnvironments } from './store.ts'
import { Table } from './table.ts'
import type { Core, Environment, World } from './world.ts'

/** How a stand-in is started. */
export interface StandinOptions {
  /** 0 or absent: a free one. */
  readonly port?: number
  /** Absent: the machine's. */
  readonly clock?: SteerableClock
  /** What is there at the start, as JSON.parse gives it. Source of its shape: docs/standin.md. */
  readonly seed?: unknown
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

/** Outbox and journal keep this many messages and requests. */
const KEPT = 1000

/** So many snapshots; the oldest makes room. */
const SNAPSHOTS = 20

/** Longer than clients pause between two requests, so that none meets a closing connection. */
const KEEP_ALIVE_MS = 60_000

/**
 * Starts a stand-in on the loopback interface. Rejects with the system's error, its `code` EADDRINUSE when the port is taken,
 * and with SeedError.
 */
export async function startStandin({
  port = 0,
  clock = steerableClock(),
  seed,
}: StandinOptions = {}): Promise<Standin> {
  const [environments, makeCore] = await Promise.all([createEnvironments(clock), loadCore()])
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  server.listen(port, HOST)
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`
  const world = createWorld({ clock, origin: url, environments, makeCore })
  try {
    await plant(world, seed ?? {})
  } catch (error) {
    await close(server)
    throw error
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
    close: () => close(server),
  }
}

/** What a world is made of. */
interface Ingredients extends Pick<World, 'clock' | 'origin'> {
  readonly environments: readonly Environment[]
  readonly makeCore: (world: World, environment: Environment) => Core
}

function createWorld({ clock, origin, environments, makeCore }: Ingredients): World {
  const cores = new WeakMap<Environment, Core>()
  const world: World = {
    clock,
    origin,
    environments: new Table(environments),
    outbox: new Table([], KEPT),
    control: { faults: new Table(), journal: new Table([], KEPT), snapshots: new Table([], SNAPSHOTS) },
    coreOf: (environment) => {
      const core = cores.get(environment) ?? makeCore(world, environment)
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
