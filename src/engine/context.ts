import type { Cursor, RunEvent } from '../model/event.ts'
import type { Failure, KnowsFailure } from '../model/failure.ts'
import type { EngineOptions } from '../model/options.ts'
import type { Scopes } from '../model/scope.ts'
import type { Jump } from '../plan/cursor.ts'
import type { PlannedItem } from '../plan/plan.ts'
import type { NoteSkew } from './clock-skew.ts'
import type { Made } from './natives.ts'
import type { Ports, RunRequestCall, RunRequestResult } from './ports.ts'

/** Fixed for a whole run. */
export interface RunContext {
  readonly run: string
  readonly ports: Ports
  readonly options: EngineOptions
  /** Iterations of the whole run. */
  readonly iterations: number
  /** Fires when the run must stop: by the user or its timeout. */
  readonly signal: AbortSignal
  readonly now: () => number
  /** An item of the plan by its id or name. */
  readonly find: (id: string) => PlannedItem | undefined
  /** pm.execution.runRequest. */
  readonly runRequest: (
    call: RunRequestCall,
    carried: Carried,
    context: ItemContext,
  ) => AsyncGenerator<RunEvent, RanRequest>
  readonly noteSkew: NoteSkew
  /** Which failures do not end the run with `bail`. Absent: all do. */
  readonly knows?: KnowsFailure | undefined
  /** Numbers the exchanges of the run, from 0. */
  readonly nextExchange: () => number
}

/** One visit of one item. */
export interface ItemContext extends RunContext {
  readonly item: PlannedItem
  readonly cursor: Cursor
  /** Scripts that wait for this item, from 0. */
  readonly depth: number
  readonly emit: (event: ItemEventBody) => RunEvent
  /** Is a failure here expected; `assertion`: the name of the one that failed. */
  readonly isKnown: (failure: Failure, assertion?: string) => boolean
}

/** What one item hands to the next. */
export interface Carried {
  readonly scopes: Scopes
  readonly made: Made
}

/** What runRequest came to, and what producers have made meanwhile. */
export interface RanRequest {
  readonly result: RunRequestResult
  readonly made: Made
  readonly didAssertionFail: boolean
}

/** How an item ended. */
export interface ItemEnd extends Carried {
  readonly jump: Jump
  /** Did an assertion fail that is not known to. */
  readonly didAssertionFail: boolean
  /** Did anything else fail that is not known to: a script, the signing, the exchange. */
  readonly didError: boolean
}

/** An event inside an item, without what all of them share. */
type ItemEventBody = WithoutBase<Extract<RunEvent, { readonly cursor: Cursor }>>
type WithoutBase<E> = E extends RunEvent ? Omit<E, 'run' | 'at' | 'cursor'> : never

/** Makes the context of one visit: every event it emits carries the cursor and the time. */
export function itemContext(context: RunContext, item: PlannedItem, cursor: Cursor): ItemContext {
  const [collection = '', ...path] = item.location
  return {
    ...context,
    item,
    cursor,
    depth: 0,
    // The omitted fields are put back, so the union member is whole again; the compiler cannot follow a distributed Omit.
    emit: (event) => ({ run: context.run, at: context.now(), cursor, ...event }) as RunEvent,
    isKnown: (failure, assertion) =>
      context.knows?.({
        collection,
        request: path.join('/'),
        failure,
        ...(assertion !== undefined && { assertion }),
      }) ?? false,
  }
}
