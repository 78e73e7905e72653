import type { CollectedRun, RenderedRow } from './collect.ts'

/** Iterations side by side: a line for each item, a column for each iteration. */
export interface Matrix {
  readonly iterations: readonly number[]
  readonly lines: readonly MatrixLine[]
  /** What is left out, in a sentence. */
  readonly omitted?: string
}

interface MatrixLine {
  readonly name: string
  readonly cells: readonly Cell[]
}

/** What came of an item in an iteration; without a link it did not run, or is not shown. */
interface Cell {
  readonly tone?: string
  readonly time?: string
  readonly href?: string
  /** For who does not see the colour. */
  readonly title?: string
}

const MAX_COLUMNS = 30
const MAX_LINES = 150

/** Prepares the table of a run, or gives undefined if it has one iteration. Iterations and items that failed come before others where not all have room. */
export function viewMatrix({ start, rows }: CollectedRun): Matrix | undefined {
  const all = [...new Set(rows.map(({ iteration }) => iteration))]
  if (start.iterations < 2 || all.length < 2) return undefined
  const failed = rows.filter(({ tone }) => tone === 'failed')
  const iterations = preferred(all, new Set(failed.map(({ iteration }) => iteration)), MAX_COLUMNS)
  const items = [...new Set(rows.map(({ itemId }) => itemId))]
  const shown = preferred(items, new Set(failed.map(({ itemId }) => itemId)), MAX_LINES)
  const cells = new Map<string, RenderedRow>()
  // Of several visits that which failed, else the last.
  for (const row of [...rows, ...failed]) cells.set(`${row.iteration} ${row.itemId}`, row)
  const names = new Map(rows.map(({ itemId, name }) => [itemId, name]))
  return {
    iterations: iterations.map((iteration) => iteration + 1),
    lines: shown.map((itemId) => ({
      name: names.get(itemId) ?? '',
      cells: iterations.map((iteration) => viewCell(cells.get(`${iteration} ${itemId}`), iteration)),
    })),
    ...omission(all.length - iterations.length, items.length - shown.length),
  }
}

function viewCell(row: RenderedRow | undefined, iteration: number): Cell {
  if (row === undefined) return {}
  const { tone, anchor, absent, name, time = absent } = row
  return { tone, time, href: `#${anchor}`, title: `${name}, iteration ${iteration + 1}: ${tone}, ${time}` }
}

/** As many as there is room for, those of `first` before others, in their order. */
function preferred<T>(all: readonly T[], first: ReadonlySet<T>, room: number): readonly T[] {
  if (all.length <= room) return all
  const byWorth = [...all.filter((each) => first.has(each)), ...all.filter((each) => !first.has(each))]
  const kept = new Set(byWorth.slice(0, room))
  return all.filter((each) => kept.has(each))
}

function omission(iterations: number, items: number): { readonly omitted?: string } {
  const parts = [
    ...(iterations > 0 ? [`${iterations} more iterations`] : []),
    ...(items > 0 ? [`${items} more requests`] : []),
  ]
  return parts.length === 0
    ? {}
    : { omitted: `Not in this table: ${parts.join(' and ')}; those that failed come first.` }
}
