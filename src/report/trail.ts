import type { Cursor, EventOf, RunEvent } from '../model/event.ts'
import type { Rerun } from '../model/rerun.ts'
import { type Selectors, selectorsOf } from './selectors.ts'
import { shellWord } from './shell.ts'

/** What the items of a run leave to those after them: what is needed to run one of them again. */
export interface Trail {
  readonly follow: (event: RunEvent) => void
  /**
   * The command line that runs an item again as it ran: alone, or behind the few items that have left something that it may need, or else with the whole
   * run, which `isFirst` stops at the first failure. Undefined if the run cannot be given again.
   */
  readonly rerunCommand: (cursor: Cursor, isFirst: boolean) => string | undefined
}

/** The trail of a stream: of several runs that of the last. */
export function createTrail(): Trail {
  let start: EventOf<'run:start'> | undefined
  // Looked through once: a red run asks for each item that fails.
  let selectors: Selectors | undefined
  // What the iteration that runs has left, and whether those before it have left anything that it has not left anew.
  let left: Left = new Map()
  let earlier: Left = new Map()
  // The pre-request scripts of the item that runs. They will run again with it.
  let own = new Set<string>()
  // A script has chosen the next item: the order of the file says nothing.
  let hasJumped = false

  function begin(event: EventOf<'run:start'>): void {
    start = event
    selectors = undefined
    left = new Map()
    earlier = new Map()
    own = new Set()
    hasJumped = false
  }

  return {
    follow: (event) => {
      if (event.type === 'run:start') begin(event)
      if (event.type === 'iteration:start') {
        for (const [itemId, by] of left) for (const each of by) leave(earlier, itemId, each)
        left = new Map()
      }
      if (event.type === 'item:start') own = new Set()
      if (event.type === 'script:start' && event.phase === 'prerequest') own.add(event.script.id)
      if (event.type === 'script:end' && event.nextRequest !== undefined) hasJumped = true
      if (event.type === 'response' && event.producer === undefined && setsCookie(event))
        leave(left, event.cursor.itemId, '')
      if (event.type !== 'mutation' || event.scope === 'local' || event.scope === 'data') return
      // What producers make is made again, and what the command line sets is set again.
      if (typeof event.by === 'object') leave(left, event.cursor.itemId, event.by.id)
    },
    rerunCommand: ({ iteration, itemId }, isFirst) => {
      if (start?.rerun === undefined) return undefined
      const before = [...left].flatMap(([id, by]) =>
        id !== itemId && [...by].some((each) => !own.has(each)) ? [id] : [],
      )
      const isAlone = [...earlier].every(([id, by]) =>
        [...by].every((each) => own.has(each) || left.get(id)?.has(each) === true),
      )
      // Of a shuffled run the order is what matters.
      const isShort = !hasJumped && start.seed === undefined && isAlone && before.length <= MAX_BEFORE
      selectors ??= selectorsOf(start.outline)
      if (!isShort) return commandOf(start.rerun, [], { isFirst })
      const only = start.iterations > 1 ? iteration : undefined
      return commandOf(start.rerun, [...before, itemId].map(selectors), { isFirst, only })
    },
  }
}

function setsCookie({ response }: EventOf<'response'>): boolean {
  const hops = [response, ...response.redirects]
  return hops.some(({ headers }) => headers.some(({ key }) => key.toLowerCase() === 'set-cookie'))
}

/** Scripts that have written a variable, by the items they ran in; `''` for a server that has set a cookie. */
type Left = Map<string, Set<string>>

function leave(left: Left, itemId: string, by: string): void {
  const known = left.get(itemId)
  if (known === undefined) left.set(itemId, new Set([by]))
  else known.add(by)
}

/** `items`: how `--folder` finds those to run, in order; if it finds one of them by nothing, and if there are none, the whole run. */
function commandOf(
  { command, folder, onlyIterations, byIteration }: Rerun,
  items: readonly (string | undefined)[],
  { isFirst, only }: { readonly isFirst: boolean; readonly only?: number | undefined },
): string {
  const selectors = items.filter((item) => item !== undefined)
  const isSelected = items.length > 0 && selectors.length === items.length
  const isOne = isSelected && byIteration === true && only !== undefined
  const iterations = isOne ? String(only + 1) : onlyIterations
  const words = [
    ...(isSelected ? selectors : folder).map((item) => `--folder ${shellWord(item)}`),
    ...(iterations === undefined ? [] : [`--only-iterations ${shellWord(iterations)}`]),
    ...(isFirst && !isSelected ? ['--bail'] : []),
  ]
  return [command, ...words].join(' ')
}

/** More items than that, and the whole run is the shorter line. */
const MAX_BEFORE = 3
