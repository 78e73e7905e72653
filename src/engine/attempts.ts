import type { Cursor, EventOf, RunEvent } from '../model/event.ts'
import type { Mutation, ScopeName, Scopes } from '../model/scope.ts'
import type { Carried, ItemContext, ItemEnd } from './context.ts'
import { runItem } from './item.ts'
import { DEFAULT_MAX_WAIT_MS } from './rate-limit.ts'
import { backoffMs, causeOf, isAllowed, nothingSeen, type Seen, see } from './retry-policy.ts'

/** How an item ended, its last attempt that is. */
export interface LastEnd extends ItemEnd {
  /** The attempt that passed after others had failed. */
  readonly flakyAt?: Cursor
}

/**
 * Runs an item, and again while it fails for a reason that retries were asked for. An attempt is the whole item: scripts, producers, exchange, tests.
 * Each starts from what the item found: what a failed attempt has set is undone, in the scopes and in the stream, and where its scripts wanted to go
 * is forgotten. The cookies that servers have set stay, as does what scripts have put into the vault.
 * `contextOf` makes the context of an attempt, from 0.
 */
export async function* runAttempts(
  carried: Carried,
  contextOf: (attempt: number) => ItemContext,
): AsyncGenerator<RunEvent, LastEnd> {
  const once = contextOf(0)
  if ((once.options.retries?.count ?? 0) === 0) return yield* runItem(carried, once)

  for (let attempt = 0; ; attempt += 1) {
    const context = contextOf(attempt)
    const { ended, last, seen } = yield* watch(runItem(carried, context), context)
    const { outcome, failure } = last
    const cause = outcome === 'skipped' ? undefined : causeOf(seen, context.options.retries ?? {})
    const end = { type: 'item:end', outcome, ...(failure && { failure }), ...(cause && { cause }) } as const
    const waitMs = cause === undefined ? undefined : waitBeforeNext(seen, context)
    if (waitMs === undefined || !(yield* wait(waitMs, context))) {
      yield context.emit(end)
      const isPassed = outcome === 'ran' && cause === undefined && !ended.didAssertionFail
      return attempt > 0 && isPassed ? { ...ended, flakyAt: context.cursor } : ended
    }
    for (const mutation of undoing(carried.scopes, ended.scopes)) {
      yield context.emit({ type: 'mutation', ...mutation, by: 'retry' })
    }
    yield context.emit({ ...end, outcome: 'retried' })
  }
}

interface Watched {
  readonly ended: ItemEnd
  /** Not told yet: it depends on whether another attempt follows. */
  readonly last: EventOf<'item:end'>
  readonly seen: Seen
}

/** Tells all events of an attempt but the last. */
async function* watch(
  attempt: AsyncGenerator<RunEvent, ItemEnd>,
  { ports }: ItemContext,
): AsyncGenerator<RunEvent, Watched> {
  let seen = nothingSeen
  let last: EventOf<'item:end'> | undefined
  for (;;) {
    const step = await attempt.next()
    if (step.done === true) {
      if (last === undefined) throw new Error('An item has no end')
      return { ended: step.value, last, seen }
    }
    if (step.value.type === 'item:end') {
      last = step.value
      continue
    }
    seen = see(seen, step.value, ports.clock.epoch)
    yield step.value
  }
}

/** Milliseconds; undefined when there is no next attempt. */
function waitBeforeNext(seen: Seen, { options, cursor, item, ports, signal }: ItemContext): number | undefined {
  const { retries = {}, rateLimits = {} } = options
  const isOver = signal.aborted || cursor.attempt >= (retries.count ?? 0)
  if (isOver || (seen.isUnsafe && !isAllowed(item, retries))) return undefined
  const waitMs = backoffMs(seen, cursor.attempt, ports.random)
  // To come back sooner than the server asks would be refused.
  return waitMs <= (rateLimits.maxWaitMs ?? DEFAULT_MAX_WAIT_MS) ? waitMs : undefined
}

/** False when the run was stopped meanwhile: the attempt before was the last one. */
async function* wait(ms: number, { emit, ports, signal }: ItemContext): AsyncGenerator<RunEvent, boolean> {
  yield emit({ type: 'wait', reason: 'retry', ms })
  await ports.clock.sleep(ms, signal)
  return !signal.aborted
}

/** What makes the scopes those from before, name by name. */
function undoing(before: Scopes, after: Scopes): readonly Mutation[] {
  return (Object.keys(before) as ScopeName[]).flatMap((scope) => {
    const kept = new Set(after[scope].values)
    const old = before[scope].values.filter((variable) => !kept.has(variable) && variable.disabled !== true)
    const oldNames = new Set(old.map(({ key }) => key))
    const known = new Set(before[scope].values)
    const added = after[scope].values.filter((variable) => !known.has(variable) && !oldNames.has(variable.key))
    return [
      ...old.map(({ key, value }): Mutation => ({ scope, name: key, value })),
      ...added.map(({ key }): Mutation => ({ scope, name: key })),
    ]
  })
}
