import type { RunEvent } from '../../model/event.ts'
import { type ItemEvents, select } from '../item-events.ts'
import { anchorOf, type Collected, type CollectedRun } from './collect.ts'
import { keepTokens, type TokenKeeper } from './lens/keep.ts'
import { type LensView, viewLens } from './lens/view.ts'
import { keepRequests, type RequestKeeper } from './reproduce/keep.ts'
import type { Sendable } from './reproduce/sent.ts'
import { type FlowKeeper, keepFlow } from './sequence/keep.ts'
import { type SequenceView, viewSequence } from './sequence/view.ts'

/** What the sections above the list of requests need, gathered while the events pass. */
export interface Gathering {
  /** The same events. */
  readonly events: AsyncIterable<RunEvent>
  /** The flow of a run that has been collected; undefined if there is none to be drawn. */
  readonly sequenceOf: (run: CollectedRun) => SequenceView | undefined
  /** The tokens of such a run; undefined if there were none. */
  readonly lensOf: (run: CollectedRun) => LensView | undefined
  /** The request of a row, if it is to be shown as code. */
  readonly requestOf: (anchor: string) => Sendable | undefined
}

interface OpenRun {
  readonly number: number
  item: ItemEvents[number][]
  readonly flow: FlowKeeper
  readonly tokens: TokenKeeper
}

/** Looks at the items of a stream as they end. */
export function gather(source: AsyncIterable<RunEvent>): Gathering {
  const runs = new Map<string, OpenRun>()
  const requests = keepRequests()

  async function* events(): AsyncGenerator<RunEvent> {
    for await (const event of source) {
      if (event.type === 'run:start') {
        runs.set(event.run, { number: runs.size, item: [], flow: keepFlow(), tokens: keepTokens() })
      }
      const run = runs.get(event.run)
      if (run !== undefined && 'cursor' in event) addTo(run, event, requests)
      yield event
    }
  }

  return {
    events: events(),
    sequenceOf: ({ start, rows }) => {
      const flow = runs.get(start.run)?.flow.flow()
      if (flow === undefined) return undefined
      const { outline, iterations } = start
      return viewSequence(flow, { outline, iterations, isShown: shownIn(rows) })
    },
    lensOf: ({ number, start: { run, startedAt }, rows }) => {
      const seen = runs.get(run)?.tokens.seen()
      return seen === undefined ? undefined : viewLens(seen, { number, startedAt, isShown: shownIn(rows) })
    },
    requestOf: requests.requestOf,
  }
}

/** Long runs leave out rows. */
function shownIn(rows: CollectedRun['rows']): (anchor: string) => boolean {
  const anchors = new Set(rows.map(({ anchor }) => anchor))
  return (anchor) => anchors.has(anchor)
}

function addTo(run: OpenRun, event: ItemEvents[number], requests: RequestKeeper): void {
  run.item.push(event)
  if (event.type !== 'item:end') return
  const didAssertionFail = select(run.item, 'assertion').some(({ outcome }) => outcome === 'failed')
  const isFailed = event.outcome === 'failed' || (event.outcome !== 'retried' && didAssertionFail)
  const anchor = anchorOf(run.number, event.cursor)
  run.flow.add({ events: run.item, anchor, isFailed })
  run.tokens.add(run.item, anchor)
  requests.add(run.item, anchor, isFailed)
  run.item = []
}

/** The runs that are drawn. Of repetitions these are the first that failed and the first that passed: to be held against each other, and a page has an end. */
export function drawnRuns(runs: Collected['runs']): Collected['runs'] {
  const seen = new Set<string>()
  return runs.filter(({ start: { name, source, repetition }, rows }) => {
    const key = JSON.stringify([name, source, rows.some(({ tone }) => tone === 'failed')])
    if (repetition === undefined) return true
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** The runs that have something to show, each with it. */
export function sectionsOf<View>(
  runs: Collected['runs'],
  viewOf: (run: CollectedRun) => View | undefined,
): readonly { readonly run: CollectedRun; readonly view: View }[] {
  return runs.flatMap((run) => {
    const view = viewOf(run)
    return view === undefined ? [] : [{ run, view }]
  })
}
