import { RunnerError } from '../errors.ts'
import type { Collection, Item } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { FailedRequests } from '../model/failed.ts'
import type { RequestFilter } from '../model/options.ts'
import { bareTag, type Traits, traitsOf } from './tags.ts'

/** What items have to be like, and the tags that the configuration gives them. */
interface Wanted {
  readonly filter: RequestFilter
  readonly tags?: Config['tags']
}

/**
 * The items that fit; none if nothing of the collection failed last and `failed` asks for that. Throws USAGE for an expression that is none, and
 * NOTHING_SELECTED when none fits, or nobody knows what failed.
 */
export function filtered(
  collection: Collection,
  items: readonly Item[],
  { filter, tags: configured }: Wanted,
): readonly Item[] {
  const traits = traitsOf(collection, configured)
  const failed = filter.failed && failedOf(collection.name, filter.failed)
  if (failed?.requests.length === 0) return []
  const again = failed && againIn(failed, traits)
  const grep = (filter.grep ?? []).map(matcher)
  const exclude = (filter.exclude ?? []).map(matcher)
  const wanted = (filter.tags ?? []).map(bareTag)
  const fitting = items.filter(({ id, name }) => {
    const { path, tags } = traits.get(id) ?? { path: name, tags: [] }
    return (
      again?.has(id) !== false &&
      (grep.length === 0 || grep.some((fits) => fits(path))) &&
      !exclude.some((fits) => fits(path)) &&
      (wanted.length === 0 || wanted.some((tag) => tags.includes(tag)))
    )
  })
  if (fitting.length > 0) return fitting
  throw nothingFits(collection.name, filter, [...traits.values()])
}

function nothingFits(name: string, filter: RequestFilter, traits: readonly Traits[]): RunnerError {
  const tags = new Set(traits.flatMap((each) => each.tags))
  const paths = traits.map(({ path }) => `"${path}"`)
  const named = `Requests of "${name}": ${paths.slice(0, MOST).join(', ')}${paths.length > MOST ? ', …' : ''}`
  const isByTag = (filter.tags ?? []).length > 0
  return new RunnerError('NOTHING_SELECTED', `Cannot run "${name}": no request fits ${words(filter)}`, {
    hint: isByTag ? `${named}; tags: ${tags.size > 0 ? [...tags].join(', ') : 'none'}` : named,
  })
}

/** Names in a hint. */
const MOST = 10

/** Of several collections with one name all that failed. */
function failedOf(name: string, records: readonly FailedRequests[]): Pick<FailedRequests, 'requests'> {
  const own = records.filter(({ collection }) => collection === name)
  if (own.length > 0) return { requests: own.flatMap(({ requests }) => requests) }
  throw new RunnerError('NOTHING_SELECTED', `Cannot run what failed last of "${name}": no run of it is recorded`, {
    hint: 'Run it once without --last-failed',
  })
}

/** The ids of what failed, as the collection has them now. */
function againIn(
  { requests }: Pick<FailedRequests, 'requests'>,
  traits: ReadonlyMap<string, Traits>,
): ReadonlySet<string> {
  const moved = new Set(requests.filter(({ id }) => !traits.has(id)).map(({ path }) => path))
  const same = [...traits].filter(([, { path }]) => moved.has(path)).map(([id]) => id)
  return new Set([...requests.map(({ id }) => id), ...same])
}

function matcher(pattern: string): (path: string) => boolean {
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(pattern) ?? []
  if (source === undefined) return (path) => path.toLowerCase().includes(pattern.toLowerCase())
  const expression = compiled(pattern, source, flags.replace(/[gy]/g, ''))
  return (path) => expression.test(path)
}

function compiled(pattern: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch (cause) {
    const hint = 'Write /expression/flags, or a part of Folder/Request'
    throw new RunnerError('USAGE', `Cannot select "${pattern}": it is no regular expression`, { hint, cause })
  }
}

function words({ grep = [], exclude = [], tags = [], failed }: RequestFilter): string {
  return [
    ...(failed === undefined ? [] : ['--last-failed']),
    ...grep.map((each) => `--grep "${each}"`),
    ...exclude.map((each) => `--exclude "${each}"`),
    ...tags.map((each) => `--tag "${each}"`),
  ].join(' ')
}
