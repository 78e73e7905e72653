import { PingError } from './errors.ts'

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

/** What a list is made of. */
export interface Listing {
  readonly href: string
  /** The key of the resources in `_embedded`. */
  readonly plural: string
  readonly views: readonly object[]
  /** PingOne's SCIM filter; only `attribute eq "value"` is understood. */
  readonly filter: string | null
}

/** Renders a list of resources on one page. Fails with INVALID_DATA for a filter it does not understand. */
export function listing({ href, plural, views, filter }: Listing): object {
  const shown = filter === null ? views : views.filter(matching(filter))
  return {
    _links: links({ self: href }),
    _embedded: { [plural]: shown },
    count: shown.length,
    size: shown.length,
  }
}

function matching(filter: string): (view: object) => boolean {
  const [, path, value] = /^\s*([\w.]+)\s+eq\s+"?([^"]*?)"?\s*$/i.exec(filter) ?? []
  if (path === undefined || value === undefined) {
    throw new PingError('INVALID_DATA', {
      code: 'INVALID_FILTER',
      target: 'filter',
      message: 'The filter is not supported.',
    })
  }
  return (view) => String(valueAt(view, path)).toLowerCase() === value.toLowerCase()
}

function valueAt(view: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
      view,
    )
}
