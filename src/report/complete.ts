import { unreachable } from '../errors.ts'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'

/** What has begun and not ended. */
interface Open {
  readonly run?: EventOf<'run:start'>
  readonly iteration?: EventOf<'iteration:start'>
  readonly item?: EventOf<'item:start'>
  readonly script?: EventOf<'script:start'>
  readonly requests: readonly EventOf<'request'>[]
}

/**
 * The events of a log, and the ends that it lacks if its process was killed: what was under way fails, as when a run is stopped, and the run ends
 * with `aborted`. `onInterrupted` is called then.
 */
export async function* complete(
  events: AsyncIterable<RunEvent>,
  onInterrupted: () => void,
): AsyncGenerator<RunEvent, void> {
  let open: Open = { requests: [] }
  let at = 0
  for await (const event of events) {
    open = follow(open, event)
    at = event.at
    yield event
  }
  if (open.run === undefined) return
  onInterrupted()
  yield* endings(open, at)
}

function follow(open: Open, event: RunEvent): Open {
  switch (event.type) {
    case 'run:start':
      return { run: event, requests: [] }
    case 'iteration:start':
      return { ...open, iteration: event }
    case 'item:start':
      return { ...open, item: event }
    case 'script:start':
      return { ...open, script: event }
    case 'script:end': {
      const { script: _, ...rest } = open
      return rest
    }
    case 'request':
      return { ...open, requests: [...open.requests, event] }
    case 'response':
    case 'request:failed':
      return { ...open, requests: open.requests.filter(({ exchange }) => exchange !== event.exchange) }
    case 'item:end': {
      const { run, iteration } = open
      return { ...(run && { run }), ...(iteration && { iteration }), requests: [] }
    }
    case 'iteration:end':
      return { ...(open.run && { run: open.run }), requests: [] }
    case 'run:end':
      return { requests: [] }
    case 'produced':
    case 'console':
    case 'mutation':
    case 'wait':
    case 'contract':
    case 'assertion':
    case 'finding':
      return open
    default:
      return unreachable(event)
  }
}

function* endings({ run, iteration, item, script, requests }: Open, at: number): Generator<RunEvent> {
  if (run === undefined) return
  const base = { run: run.run, at }
  for (const { cursor, exchange, wire } of requests) {
    const failure = stopped(`complete ${wire.method} "${wire.url}"`)
    yield { ...base, type: 'request:failed', cursor, exchange, failure }
  }
  if (script !== undefined) {
    const { cursor, phase, script: ref } = script
    yield { ...base, type: 'script:end', cursor, script: ref, phase, durationMs: Math.max(0, at - script.at) }
  }
  if (item !== undefined) {
    const failure = stopped(`finish "${item.cursor.itemName}"`)
    yield { ...base, type: 'item:end', cursor: item.cursor, outcome: 'failed', failure }
  }
  if (iteration !== undefined) yield { ...base, type: 'iteration:end', iteration: iteration.iteration }
  const none = { values: [] }
  const scopes = { environment: none, globals: none, collection: none }
  yield { ...base, type: 'run:end', reason: 'aborted', scopes, cookies: [] }
}

function stopped(action: string): Failure {
  return { code: 'REQUEST_ABORTED', message: `Cannot ${action}: the run was stopped` }
}
