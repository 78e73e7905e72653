import { parseJson } from '../body.ts'
import { timestamp } from '../clock.ts'
import { type Call, type Endpoint, json, noContent } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { Table } from '../table.ts'
import type { Snapshot, World } from '../world.ts'
import { ControlError } from './control.ts'
import { fromDocument, SnapshotError, toDocument } from './snapshot-document.ts'

/** PUT `/standin/snapshots/{name}`: keeps the state under a name, or with a body what GET has given, also to another stand-in. */
export const takeSnapshot: Endpoint = async (call) => {
  const { world } = call
  const { snapshotName: id = '' } = call.params
  const bytes = await call.readBody()
  if (bytes.length > 0) return json(view(world.control.snapshots.put(await readSnapshot(id, bytes, world))))
  const environments = world.environments.rows().map(copy)
  const snapshot = { id, at: timestamp(world.clock), environments, outbox: world.outbox.rows() }
  return json(view(world.control.snapshots.put(snapshot)))
}

/** POST `/standin/snapshots/{name}/restore`: the state is again what it was; the snapshot can be used again. */
export const restoreSnapshot: Endpoint = (call) => {
  const { environments, outbox } = named(call)
  call.world.environments.replace(environments.map(copy))
  call.world.outbox.replace(outbox)
  return noContent()
}

/** GET `/standin/snapshots/{name}`: the snapshot as JSON. */
export const readOutSnapshot: Endpoint = (call) => json(toDocument(named(call), call.world.origin))

/** Deeper than any body that is inside of one. */
const DEPTH = 200

async function readSnapshot(name: string, bytes: Uint8Array, { clock }: World): Promise<Snapshot> {
  try {
    return await fromDocument(name, parseJson(bytes, DEPTH), clock)
  } catch (error) {
    const reason = error instanceof PingError ? 'is no JSON' : error instanceof SnapshotError && error.message
    if (reason === false) throw error
    throw new ControlError(
      `Cannot put the snapshot "${name}" back: the document ${reason}; send what GET /standin/snapshots/{name} has given, or no body to take one`,
    )
  }
}

/** GET `/standin/snapshots`. */
export const listSnapshots: Endpoint = ({ world }) => json(world.control.snapshots.rows().map(view))

/** DELETE `/standin/snapshots/{name}`. */
export const removeSnapshot: Endpoint = (call) => {
  call.world.control.snapshots.remove(named(call).id)
  return noContent()
}

function named({ world, params }: Call): Snapshot {
  const { snapshotName = '' } = params
  const snapshot = world.control.snapshots.get(snapshotName)
  if (snapshot !== undefined) return snapshot
  throw new ControlError(
    `There is no snapshot "${snapshotName}"; PUT /standin/snapshots/${snapshotName} takes one`,
    404,
  )
}

function view({ id: name, at }: Snapshot): object {
  return { name, at }
}

/** Tables, maps and plain objects anew; rows never change, but tables inside them do. Keys and bytes are shared. */
function copy<T>(value: T): T {
  // Each branch makes the very kind of thing that it was given.
  return copied(value) as T
}

function copied(value: unknown): unknown {
  if (value instanceof Table) return new Table(value.rows().map(copy), value.capacity)
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, copied(inner)]))
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copied(inner)]))
}
