import { unreachable } from '../errors.ts'
import type { Cursor, EventOf, RunEvent } from '../model/event.ts'
import { type Bounds, boundsOf, completeCursor, lastCursor, nextIterationCursor } from './cursor.ts'
import type { Happening } from './happening.ts'
import { type ItemTranslation, translateItem } from './translate-item.ts'

/** RunEvents → what newman would emit, event by event. */
export type Translate = (event: RunEvent) => readonly Happening[]

interface OpenRun {
  readonly start: EventOf<'run:start'>
  readonly bounds: Bounds
  item: ItemTranslation | undefined
  /** The item that ran last. */
  before: Cursor | undefined
  /** An iteration that has ended: what its cursor looks like depends on what comes next. */
  ended: EventOf<'iteration:end'> | undefined
}

/**
 * Translates the events of a stream into newman's, in newman's order.
 * Of several collections in one stream each has its own `start`. Source: newman 6.2.2, observed.
 */
export function createTranslate(): Translate {
  let run: OpenRun | undefined
  return (event) => {
    if (event.type === 'run:start') run = openRun(event)
    return run === undefined ? [] : translate(event, run)
  }
}

function openRun(start: EventOf<'run:start'>): OpenRun {
  return { start, bounds: boundsOf(start), item: undefined, before: undefined, ended: undefined }
}

function translate(event: RunEvent, run: OpenRun): readonly Happening[] {
  const { at } = event
  switch (event.type) {
    case 'run:start':
      return [{ name: 'start', at, cursor: completeCursor(run.bounds, START) }]
    case 'iteration:start': {
      if (run.bounds.length === 0) return []
      const ended = endIteration(run, 'next')
      const { iteration } = event
      const cursor = iteration === 0 ? completeCursor(run.bounds, START) : nextIterationCursor(run.bounds, iteration)
      return [...ended, { name: 'beforeIteration', at, cursor }]
    }
    case 'item:start':
      run.item = translateItem(event, run)
      run.before = event.cursor
      return run.item.started()
    case 'iteration:end':
      run.ended = event
      return []
    case 'run:end':
      return endIteration(run, event.reason === 'completed' ? 'end' : 'next')
    case 'produced':
    case 'script:start':
    case 'script:end':
    case 'console':
    case 'mutation':
    case 'contract':
    case 'request':
    case 'response':
    case 'request:failed':
    case 'wait':
    case 'assertion':
    case 'item:end':
      return run.item?.read(event) ?? []
    case 'finding':
      return []
    default:
      return unreachable(event)
  }
}

const START = Object.freeze({ position: 0, iteration: 0 })

/** The last iteration of a completed run ends beyond the last item, every other one at it. */
function endIteration(run: OpenRun, what: 'next' | 'end'): readonly Happening[] {
  const { ended, bounds } = run
  run.ended = undefined
  if (ended === undefined || bounds.length === 0) return []
  const cursor =
    what === 'end'
      ? lastCursor(bounds)
      : completeCursor(bounds, { position: bounds.length - 1, iteration: ended.iteration })
  return [{ name: 'iteration', at: ended.at, cursor }]
}
