import type { OutlineEntry } from '../../model/event.ts'
import { formatCount } from '../format.ts'
import type { CollectedRun, RenderedRow } from './collect.ts'

/** A step on the way through the tree of a run; `kind` names the template that renders it. */
export type TreeStep =
  | { readonly kind: 'group-open'; readonly group: Group }
  | { readonly kind: 'row'; readonly row: RenderedRow; readonly span: TimeSpan }
  | { readonly kind: 'group-close' }

/** An iteration or a folder. */
interface Group {
  readonly name: string
  readonly description?: string
  /** Of the heading, from 3. */
  readonly level: number
  readonly tally: string
  readonly failed?: string
  readonly isOpen: boolean
  readonly isFolder: boolean
}

/** The time that the bars of a row are drawn in: the whole run, or its iteration. */
interface TimeSpan {
  readonly from: number
  readonly to: number
}

/** A folder with the items that ran in it, or such an item's lines. */
type Branch =
  | { readonly kind: 'folder'; readonly entry: OutlineEntry; readonly branches: readonly Branch[] }
  | { readonly kind: 'rows'; readonly rows: readonly RenderedRow[] }

const MAX_LEVEL = 6

/**
 * Walks through a run: iterations if there are several, folders as in the collection, items in the order of the collection, or where that was shuffled in
 * the order in which they ran.
 */
export function* walk({ start, rows, durationMs }: CollectedRun): Generator<TreeStep> {
  const grow = (outline: readonly OutlineEntry[], own: readonly RenderedRow[]): readonly Branch[] =>
    branchesOf(start.seed === undefined ? outline : shuffledOutline(outline, own), own)
  if (start.iterations === 1) {
    yield* walkBranches(grow(start.outline, rows), { level: 3, span: { from: 0, to: durationMs } })
    return
  }
  // What folders are for is said once; in a hundred iterations it would only be in the way.
  const undescribed = start.outline.map((entry) => ({ ...entry, description: '' }))
  for (const [index, [iteration, own]] of [...groupBy(rows, (row) => row.iteration)].entries()) {
    const name = `Iteration ${iteration + 1}`
    yield { kind: 'group-open', group: { name, level: 3, ...tally(own), isOpen: own.some(isFailed), isFolder: false } }
    yield* walkBranches(grow(index === 0 ? start.outline : undescribed, own), { level: 4, span: spanOf(own) })
    yield { kind: 'group-close' }
  }
}

interface Place {
  readonly level: number
  readonly span: TimeSpan
}

function* walkBranches(branches: readonly Branch[], { level, span }: Place): Generator<TreeStep> {
  for (const branch of branches) {
    if (branch.kind === 'rows') {
      for (const row of branch.rows) yield { kind: 'row', row, span }
      continue
    }
    const { name, description } = branch.entry
    const about = description === undefined || description === '' ? {} : { description }
    yield {
      kind: 'group-open',
      group: { name, ...about, level, ...tally(rowsOf(branch)), isOpen: true, isFolder: true },
    }
    yield* walkBranches(branch.branches, { level: Math.min(level + 1, MAX_LEVEL), span })
    yield { kind: 'group-close' }
  }
}

function spanOf(rows: readonly RenderedRow[]): TimeSpan {
  return rows.reduce(({ from, to }, row) => ({ from: Math.min(from, row.startAt), to: Math.max(to, row.endAt) }), {
    from: Number.POSITIVE_INFINITY,
    to: 0,
  })
}

function branchesOf(outline: readonly OutlineEntry[], rows: readonly RenderedRow[]): readonly Branch[] {
  const children = groupBy(outline, ({ parent }) => parent)
  const byItem = groupBy(rows, ({ itemId }) => itemId)

  function grow(parent: string | undefined): readonly Branch[] {
    return (children.get(parent) ?? []).flatMap((entry): readonly Branch[] => {
      const own = byItem.get(entry.id)
      if (own !== undefined) return [{ kind: 'rows', rows: own }]
      const branches = grow(entry.id)
      return branches.length === 0 ? [] : [{ kind: 'folder', entry, branches }]
    })
  }

  const known = new Set(outline.map(({ id }) => id))
  const strays = rows.filter(({ itemId }) => !known.has(itemId))
  return strays.length === 0 ? grow(undefined) : [...grow(undefined), { kind: 'rows', rows: strays }]
}

/** The entries in the order in which what is in them ran first. */
function shuffledOutline(outline: readonly OutlineEntry[], rows: readonly RenderedRow[]): readonly OutlineEntry[] {
  const byId = new Map(outline.map((entry) => [entry.id, entry]))
  const places = new Map<string, number>()
  for (const [place, { itemId }] of rows.entries()) {
    for (let id: string | undefined = itemId; id !== undefined && !places.has(id); id = byId.get(id)?.parent) {
      places.set(id, place)
    }
  }
  return outline.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

function rowsOf(branch: Branch): readonly RenderedRow[] {
  return branch.kind === 'rows' ? branch.rows : branch.branches.flatMap(rowsOf)
}

function tally(rows: readonly RenderedRow[]): Pick<Group, 'tally' | 'failed'> {
  const failed = rows.filter(isFailed).length
  return { tally: formatCount(rows.length, 'request'), ...(failed > 0 && { failed: `${failed} failed` }) }
}

function isFailed({ tone }: RenderedRow): boolean {
  return tone === 'failed'
}

/** As Map.groupBy, which Node 20 does not have. */
function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
