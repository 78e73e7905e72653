import type { SteerableBehaviours } from './behaviours/behaviours.ts'
import { invalidValue } from './errors.ts'
import { parseFilter } from './filter.ts'

/** A HAL link. Source: https://developer.pingidentity.com/pingone-api/foundations/conventions.html */
export interface Link {
  readonly href: string
}

/** Gives each name its link. */
export function links(hrefs: Readonly<Record<string, string>>): Readonly<Record<string, Link>> {
  return Object.fromEntries(Object.entries(hrefs).map(([name, href]) => [name, { href }]))
}

/** The URL of an environment in the management API. */
export function environmentUrl(origin: string, environmentId: string): string {
  return `${origin}/v1/environments/${environmentId}`
}

/** Pages never have more resources. */
const MOST = 1000

/** A resource as the API shows it. */
export interface View extends Readonly<Record<string, unknown>> {
  readonly id: string
}

/** What a list is made of. */
export interface Listing {
  readonly href: string
  /** The key of the resources in `_embedded`. */
  readonly plural: string
  readonly views: readonly View[]
  /** What the filter can name besides, by the id of a resource. */
  readonly unseen?: (id: string) => object
}

/** The call that a list answers, as far as it matters. */
interface ListingCall {
  readonly query: URLSearchParams
  readonly world: { readonly behaviours: SteerableBehaviours }
}

/**
 * Renders one page of the resources that the filter lets through; `next` leads to the one after it. `filter`, `limit` and `cursor` are heeded.
 * Fails with INVALID_DATA whose target is the parameter.
 */
export function listing(
  { href, plural, views, unseen = () => ({}) }: Listing,
  { query, world: { behaviours } }: ListingCall,
): object {
  const filter = query.get('filter')
  const matches = filter === null ? () => true : parseFilter(filter)
  const wanted = views.filter((view) => matches({ ...view, ...unseen(view.id) }))
  const start = startOf(wanted, query.get('cursor'))
  const end = start + limitOf(query.get('limit') ?? String(behaviours.get('page-size')))
  const page = wanted.slice(start, end)
  const following = wanted[end]
  const next = following === undefined ? {} : { next: nextHref(href, query, following.id) }
  return {
    _links: links({ self: href, ...next }),
    _embedded: { [plural]: page },
    count: { all: wanted.length, page: page.length, none: undefined }[behaviours.get('list-count')],
    size: page.length,
  }
}

function limitOf(limit: string): number {
  if (!/^[1-9]\d{0,8}$/.test(limit)) throw invalidValue('limit', 'must be a whole number, 1 or more')
  return Math.min(Number(limit), MOST)
}

/** A cursor names the first resource of its page: whoever deletes page by page can go on. */
function startOf(views: readonly View[], cursor: string | null): number {
  if (cursor === null) return 0
  const id = Buffer.from(cursor, 'base64url').toString()
  const start = views.findIndex((view) => view.id === id)
  if (start === -1) throw invalidValue('cursor', 'The cursor leads nowhere.')
  return start
}

function nextHref(href: string, query: URLSearchParams, id: string): string {
  const next = new URLSearchParams(query)
  next.set('cursor', Buffer.from(id).toString('base64url'))
  return `${href}?${next.toString()}`
}
