import { isObject } from '../plain.ts'
import { createEnvironment } from '../store.ts'
import { type Identified, Table } from '../table.ts'
import { importSigningKey } from '../token.ts'
import type { Environment, SigningKey, Snapshot, World } from '../world.ts'

/** What a snapshot is as JSON. Its `environments` are in a notation of ours: see `packed`. */
export interface SnapshotDocument {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  /** ISO 8601 UTC, by the clock of the stand-in. */
  readonly at: string
  /** The tokens in it are good where this is the origin only. */
  readonly origin: string
  readonly environments: readonly unknown[]
  readonly outbox: unknown
}

/** A document that cannot be put back. The message says why, and goes on after the word "document". */
export class SnapshotError extends Error {
  override readonly name: string = 'SnapshotError'
}

const FORMAT = 'flowgate-standin-snapshot'

/** One more when what was written before cannot be read any longer. */
const VERSION = 2

/** Tables, maps, bytes and keys, which JSON has not, stand in objects with one of these names; objects that have such a name themselves in `$object`. */
const MARKS = ['$table', '$map', '$bytes', '$key', '$object'] as const

/** A snapshot as JSON. */
export function toDocument({ at, environments, outbox }: Snapshot, origin: string): SnapshotDocument {
  return {
    format: FORMAT,
    version: VERSION,
    at,
    origin,
    environments: environments.map(packed),
    outbox: packed(outbox),
  }
}

/** JSON as the snapshot that it was made of. Rejects with SnapshotError. */
export async function fromDocument(
  name: string,
  document: unknown,
  world: Pick<World, 'clock' | 'newKey'>,
): Promise<Snapshot> {
  const { format, version, at, environments, outbox } = (
    isObject(document) ? document : {}
  ) as Partial<SnapshotDocument>
  if (format !== FORMAT) throw new SnapshotError(`is none: its "format" is not "${FORMAT}"`)
  if (version !== VERSION)
    throw new SnapshotError(`has version ${JSON.stringify(version)}, and only ${VERSION} can be read`)
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) throw new SnapshotError('has no time "at"')
  if (!Array.isArray(environments) || !Array.isArray(outbox)) throw new SnapshotError('has no environments and outbox')
  const pattern = createEnvironment(world, { id: '', name: '', organizationId: '' }, [])
  const read = await Promise.all(
    environments.map(async (one: unknown, index) => environmentOf(one, { pattern, index })),
  )
  const messages = await unpacked(outbox)
  // Its rows were rows of an outbox: whoever writes such a document by hand is on their own beyond their ids.
  return { id: name, at, environments: read, outbox: rowsOf(messages, 'outbox') as Snapshot['outbox'] }
}

async function environmentOf(
  value: unknown,
  { pattern, index }: { readonly pattern: Environment; readonly index: number },
): Promise<Environment> {
  const { firstKey, ...expected } = pattern
  const found = await unpacked(value)
  const wrong = Object.entries(expected).find(([name, like]) => !isObject(found) || !isLike(found[name], like))
  if (wrong !== undefined)
    throw new SnapshotError(`has something else than it should as environments[${index}].${wrong[0]}`)
  // All its properties have just been held against those of an environment.
  return { ...(found as unknown as Environment), firstKey }
}

function isLike(value: unknown, like: unknown): boolean {
  if (like instanceof Table) return value instanceof Table
  if (like instanceof Map) return value instanceof Map && [...value.values()].every((inner) => inner instanceof Table)
  return typeof value === typeof like
}

/** What cannot be written is made anew when it is read: functions. */
function packed(value: unknown): unknown {
  if (value instanceof Table) {
    const capacity = Number.isFinite(value.capacity) ? { capacity: value.capacity } : {}
    return { $table: value.rows().map(packed), ...capacity }
  }
  if (value instanceof Map) return { $map: [...value].map(([key, inner]) => [key, packed(inner)]) }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(packed)
  if (typeof value === 'function') return undefined
  if (!isObject(value)) return value
  if (isSigningKey(value)) return { $key: value.jwk }
  const entries = Object.entries(value).map(([name, inner]) => [name, packed(inner)] as const)
  const plain = Object.fromEntries(entries)
  return MARKS.some((mark) => Object.hasOwn(value, mark)) ? { $object: plain } : plain
}

async function unpacked(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(unpacked))
  if (!isObject(value)) return value
  const mark = MARKS.find((name) => Object.hasOwn(value, name))
  if (mark === undefined) return unpackedEntries(value)
  const inner = value[mark]
  switch (mark) {
    case '$table': {
      const capacity = typeof value['capacity'] === 'number' ? value['capacity'] : Number.POSITIVE_INFINITY
      return new Table(rowsOf(await unpacked(inner), mark), capacity)
    }
    case '$map':
      return new Map((await unpacked(inner)) as [string, unknown][])
    case '$bytes':
      return new Uint8Array(Buffer.from(String(inner), 'base64'))
    case '$key':
      return importSigningKey(isObject(inner) ? inner : {}).catch((cause: unknown) => {
        throw new SnapshotError('has a signing key that is none', { cause })
      })
    case '$object':
      return unpackedEntries(isObject(inner) ? inner : {})
  }
}

async function unpackedEntries(value: Readonly<Record<string, unknown>>): Promise<object> {
  const entries = Object.entries(value).map(async ([name, inner]) => [name, await unpacked(inner)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

function rowsOf(value: unknown, place: string): readonly Identified[] {
  const isRows = Array.isArray(value) && value.every((row) => isObject(row) && typeof row['id'] === 'string')
  if (!isRows) throw new SnapshotError(`has rows without an id in ${place}`)
  return value as readonly Identified[]
}

function isSigningKey(value: object): value is SigningKey {
  return 'privateKey' in value && 'jwk' in value
}
