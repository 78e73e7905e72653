import type { PlannedItem } from '../plan/plan.ts'
import type { Change, Drift } from './drift.ts'

const SIGNS: Readonly<Record<Change['kind'], string>> = Object.freeze({ added: '+', removed: '-', retyped: '~' })

/** A table of what was added, removed and retyped, request by request, and a sentence on the whole. No value is shown. */
export function driftText(drift: Drift): string {
  const { requests, uncontracted, unanswered, steady } = drift
  const changes = requests.flatMap((request) => request.changes)
  const width = Math.min(60, Math.max(0, ...changes.map(({ path }) => path.length)))
  const tables = requests.map(
    ({ item, changes: own }) => `${pathOf(item)}\n${own.map((change) => row(change, width)).join('')}\n`,
  )
  const total = requests.length + steady
  const counts = (['added', 'removed', 'retyped'] as const)
    .map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`)
    .join(', ')
  const verdict =
    requests.length === 0
      ? `No drift in ${total} requests`
      : `Drift in ${requests.length} of ${total} requests: ${counts}`
  return `${tables.join('')}${verdict}\n${listed('No contract', uncontracted)}${listed('No response', unanswered)}`
}

function row({ kind, path, before, after, example }: Change, width: number): string {
  const what = [before, after].filter((words) => words !== undefined).join(' → ')
  return `  ${SIGNS[kind]} ${kind.padEnd(8)} ${path.padEnd(width)}  ${what}  (example "${example}")\n`
}

function listed(title: string, items: readonly PlannedItem[]): string {
  return items.length === 0 ? '' : `${title}: ${items.map(pathOf).join(', ')}\n`
}

function pathOf({ location }: PlannedItem): string {
  return location.slice(1).join(' / ')
}
