import type { Cursor, EventOf, ScriptRef } from '../model/event.ts'
import { plannedCount } from '../report/outline.ts'
import { idOf } from './id.ts'

/**
 * Newman's cursor. Its shape depends on how the run got there: complete at the start of a run and after a jump to the first item,
 * without flags in between. `ref` and `httpRequestId` name the same things as newman's random ones, but are the same in every report.
 */
export interface NewmanCursor {
  readonly position?: number
  readonly iteration?: number
  readonly length: number
  readonly cycles: number
  readonly empty?: boolean
  readonly eof?: boolean
  readonly bof?: boolean
  readonly cr?: boolean
  readonly ref: string
  readonly httpRequestId?: string
  readonly eventId?: string
  readonly scriptId?: string
  readonly execution?: string
}

/** What cursors of one run have in common. */
export interface Bounds {
  readonly run: string
  readonly length: number
  readonly cycles: number
}

/** How many items and iterations a run has. */
export function boundsOf({ run, outline, iterations }: EventOf<'run:start'>): Bounds {
  return { run, length: plannedCount(outline), cycles: iterations }
}

/** The complete cursor of a place: the start of a run, a jump to the first item, the end of an iteration. */
export function completeCursor(
  { run, length, cycles }: Bounds,
  { position, iteration }: Pick<Cursor, 'position' | 'iteration'>,
): NewmanCursor {
  const isEmpty = length === 0
  return {
    position,
    iteration,
    length,
    cycles,
    empty: isEmpty,
    eof: isEmpty,
    bof: isEmpty || (position === 0 && iteration === 0),
    cr: isEmpty,
    ref: idOf(run, iteration),
  }
}

/** The cursor of the end of a run: beyond the last item. */
export function lastCursor({ run, length, cycles }: Bounds): NewmanCursor {
  return { ref: idOf(run), length, cycles, position: length - 1, iteration: cycles - 1, eof: true }
}

/** The cursor of the start of an iteration other than the first. */
export function nextIterationCursor({ run, length, cycles }: Bounds, iteration: number): NewmanCursor {
  return { ref: idOf(run, iteration), length, cycles, position: 0, iteration, cr: true }
}

/** The cursor of an item; `before` is the item that ran last. Source: newman 6.2.2, observed. */
export function itemCursor(bounds: Bounds, at: Cursor, before: Cursor | undefined): NewmanCursor {
  const { iteration, position, visit, attempt } = at
  const ref = idOf(bounds.run, iteration, position, visit, attempt)
  if (before === undefined) return { ...completeCursor(bounds, at), ref }
  if (before.iteration !== iteration) return { ...nextIterationCursor(bounds, iteration), ref }
  if (position === 0) return { ...completeCursor(bounds, at), ref }
  return { ref, length: bounds.length, cycles: bounds.cycles, position, iteration }
}

/** The cursor of what happens in a script. */
export function scriptCursor(cursor: NewmanCursor, { id, eventId }: ScriptRef): NewmanCursor {
  return { ...cursor, eventId, scriptId: id }
}
