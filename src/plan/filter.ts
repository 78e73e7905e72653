import { RunnerError } from '../errors.ts'
import type { Collection, Folder, Item } from '../model/collection.ts'
import type { RequestFilter } from '../model/options.ts'

/** The items that fit. Throws USAGE for an expression that is none, and NOTHING_SELECTED when none fits. */
export function filtered(
  { name, children }: Collection,
  items: readonly Item[],
  filter: RequestFilter,
): readonly Item[] {
  const facts = new Map<Item, Facts>()
  for (const child of children) collect(child, { path: '', tags: [] }, facts)
  const { tags: wanted = [] } = filter
  const grep = (filter.grep ?? []).map(matcher)
  const exclude = (filter.exclude ?? []).map(matcher)
  const fitting = items.filter((item) => {
    const { path, tags } = facts.get(item) ?? { path: item.name, tags: [] }
    return (
      (grep.length === 0 || grep.some((fits) => fits(path))) &&
      !exclude.some((fits) => fits(path)) &&
      (wanted.length === 0 || wanted.some((tag) => tags.includes(tag.replace(/^@/, ''))))
    )
  })
  if (fitting.length > 0) return fitting
  const tags = new Set([...facts.values()].flatMap((each) => each.tags))
  const paths = [...facts.values()].map(({ path }) => `"${path}"`)
  const named = `Requests of "${name}": ${paths.slice(0, MOST).join(', ')}${paths.length > MOST ? ', …' : ''}`
  throw new RunnerError('NOTHING_SELECTED', `Cannot run "${name}": no request fits ${words(filter)}`, {
    hint: wanted.length > 0 ? `${named}; tags: ${tags.size > 0 ? [...tags].join(', ') : 'none'}` : named,
  })
}

/** Names in a hint. */
const MOST = 10

interface Facts {
  readonly path: string
  readonly tags: readonly string[]
}

function collect(node: Folder | Item, above: Facts, facts: Map<Item, Facts>): void {
  const path = above.path === '' ? node.name : `${above.path}/${node.name}`
  const here = { path, tags: [...above.tags, ...tagsIn(node.name), ...tagsIn(node.description ?? '')] }
  if (node.kind === 'item') facts.set(node, here)
  else for (const child of node.children) collect(child, here, facts)
}

/** Words with an `@` in front: Postman knows no tags. An address of mail is none. */
function tagsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}_.+-])@([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu)].map(([, tag = '']) => tag)
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

function words({ grep = [], exclude = [], tags = [] }: RequestFilter): string {
  return [
    ...grep.map((each) => `--grep "${each}"`),
    ...exclude.map((each) => `--exclude "${each}"`),
    ...tags.map((each) => `--tag "${each}"`),
  ].join(' ')
}
