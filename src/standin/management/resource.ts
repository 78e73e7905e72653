import { forWorkers } from '../access.ts'
import { readObject } from '../body.ts'
import { timestamp } from '../clock.ts'
import { created, type Endpoint, noContent, ok, type Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { environmentUrl, listing } from '../hal.ts'
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
  /** The new row. Checks the body, references and uniqueness. */
  readonly make: (draft: Draft, scene: Scene) => Row
  /** The row as the API shows it, under its own URL. */
  readonly view: (row: Row, self: string, scene: Scene) => object
}

/** A new resource: what the client sent, and its dates. */
export interface Draft extends Dated {
  readonly posted: Posted
}

/** POST on the collection: 201. */
export function create<Row extends Identified>(resource: Resource<Row>): Endpoint {
  return forWorkers(async (scene) => {
    const table = resource.table(scene)
    // Links are ours, whatever the client sends.
    const { _links, _embedded, ...posted } = await readObject(scene)
    const now = timestamp(scene.world.clock)
    const row = table.put(resource.make({ posted, createdAt: now, updatedAt: now }, scene))
    const self = `${resource.href(scene)}/${row.id}`
    return created(resource.view(row, self, scene), self)
  })
}

/** GET on the collection: 200 with all of them. */
export function list<Row extends Identified>(resource: Resource<Row>): Endpoint {
  return forWorkers((scene) => {
    const href = resource.href(scene)
    const views = resource
      .table(scene)
      .rows()
      .map((row) => resource.view(row, `${href}/${row.id}`, scene))
    return ok(listing({ href, plural: resource.plural, views, filter: scene.query.get('filter') }))
  })
}

/** GET on one: 200. */
export function read<Row extends Identified>(resource: Resource<Row>): Endpoint {
  return forWorkers((scene) => {
    const row = existing(resource.table(scene), scene, resource.param)
    return ok(resource.view(row, `${resource.href(scene)}/${row.id}`, scene))
  })
}

/** DELETE on one: 204. `refuse` may throw when it must stay. */
export function remove<Row extends Identified>(
  resource: Resource<Row>,
  refuse?: (row: Row, scene: Scene) => void,
): Endpoint {
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

/** The URL of the environment that a call is in. */
export function home(scene: Scene): string {
  return environmentUrl(scene.origin, scene.environment.id)
}
