import { forWorkers } from '../access.ts'
import { readObject } from '../body.ts'
import { timestamp } from '../clock.ts'
import { created, type Endpoint, noContent, ok, type Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { environmentUrl, listing, type View } from '../hal.ts'
import type { Dated, Posted } from '../records.ts'
import type { Identified, Table } from '../table.ts'

/** One kind of resource of the management API. */
export interface Resource<Row extends Identified> {
  /** Its key in a list's `_embedded`. */
  readonly plural: string
  /** The name of its id in the route. */
  readonly param: string
  /** Where its rows live. Fails with NOT_FOUND when the resource it belongs to does not exist. */
  readonly table: (scene: Scene) => Table<Row>
  /** The URL of the collection. */
  readonly href: (scene: Scene) => string
  /** A new row, or what `current` becomes. Checks the body, references and uniqueness. */
  readonly make: (draft: Draft, scene: Scene, current?: Row) => Row
  /** The row as the API shows it, under its own URL. */
  readonly view: (row: Row, self: string, scene: Scene) => View
  /** What filters can name although it is not shown. */
  readonly unseen?: (row: Row, scene: Scene) => object
}

/** One whose rows are made elsewhere. */
export type Unmade<Row extends Identified> = Omit<Resource<Row>, 'make'>

/** A resource to be: what the client sent, and its dates. */
export interface Draft extends Dated {
  readonly posted: Posted
}

/** Looks at a row before something is done to it; throws when it must stay as it is. */
type Guard<Row> = (row: Row, scene: Scene) => void

/** POST on the collection: 201. */
export function create<Row extends Identified>(resource: Resource<Row>): Endpoint {
  return forWorkers(async (scene) => {
    resource.table(scene)
    const posted = await readResource(scene)
    const now = timestamp(scene.world.clock)
    const row = resource.table(scene).put(resource.make({ posted, createdAt: now, updatedAt: now }, scene))
    const self = `${resource.href(scene)}/${row.id}`
    return created(resource.view(row, self, scene), self)
  })
}

/** GET on the collection: 200 with one page of them. */
export function list<Row extends Identified>(resource: Unmade<Row>): Endpoint {
  return forWorkers((scene) => {
    const href = resource.href(scene)
    const table = resource.table(scene)
    const views = table.rows().map((row) => resource.view(row, `${href}/${row.id}`, scene))
    const unseen = (id: string): object => {
      const row = table.get(id)
      return row === undefined ? {} : (resource.unseen?.(row, scene) ?? {})
    }
    return ok(listing({ href, plural: resource.plural, views, unseen }, scene))
  })
}

/** GET on one: 200. */
export function read<Row extends Identified>(resource: Unmade<Row>): Endpoint {
  return forWorkers((scene) => ok(viewOf(resource, existing(resource.table(scene), scene, resource.param), scene)))
}

/** PUT on one: 200. What the body leaves out is gone. */
export function replace<Row extends Identified & Partial<Dated>>(resource: Resource<Row>): Endpoint {
  return forWorkers(async (scene) => {
    existing(resource.table(scene), scene, resource.param)
    const posted = await readResource(scene)
    // Read again: while the body came in, another request may have changed the row.
    const current = existing(resource.table(scene), scene, resource.param)
    const now = timestamp(scene.world.clock)
    const draft = { posted, createdAt: current.createdAt ?? now, updatedAt: now }
    return ok(viewOf(resource, resource.table(scene).put(resource.make(draft, scene, current)), scene))
  })
}

/** DELETE on one: 204. */
export function remove<Row extends Identified>(resource: Unmade<Row>, refuse?: Guard<Row>): Endpoint {
  return forWorkers((scene) => {
    const table = resource.table(scene)
    const row = existing(table, scene, resource.param)
    refuse?.(row, scene)
    table.remove(row.id)
    return noContent()
  })
}

/** The row that a route parameter names. Fails with NOT_FOUND. */
export function existing<Row extends Identified>(table: Table<Row>, scene: Scene, param: string): Row {
  const row = table.get(scene.params[param] ?? '')
  if (row === undefined) throw new PingError('NOT_FOUND')
  return row
}

/** Another row than `current` for which this holds: what must be unique is taken. */
export function isTaken<Row extends Identified>(
  table: Table<Row>,
  current: Row | undefined,
  matches: (row: Row) => boolean,
): boolean {
  return table.find((row) => row.id !== current?.id && matches(row)) !== undefined
}

/** Whether a row becomes the default one. There is always one: it ends when another one becomes it. */
export function becomesDefault<Row extends Identified & { readonly default: boolean }>(
  table: Table<Row>,
  current: Row | undefined,
  wanted: boolean | undefined,
): boolean {
  const isDefault = current?.default === true || wanted === true
  if (isDefault) for (const row of table.rows()) table.put({ ...row, default: false })
  return isDefault
}

/** A row as the API shows it. */
export function viewOf<Row extends Identified>(resource: Unmade<Row>, row: Row, scene: Scene): View {
  return resource.view(row, `${resource.href(scene)}/${row.id}`, scene)
}

/** The URL of the environment that a call is in. */
export function home(scene: Scene): string {
  return environmentUrl(scene.origin, scene.environment.id)
}

/** Links and ids are ours, whatever the client sends. */
export async function readResource(scene: Scene): Promise<Posted> {
  const { _links, _embedded, id: _id, ...posted } = await readObject(scene)
  return posted
}
