import type { EndReason, EventOf, RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { RunPart } from '../model/part.ts'

/** What a joined run says of itself besides its events. */
export interface JoinOptions {
  readonly part?: RunPart
  /** Told at its end. */
  readonly findings?: readonly Pick<EventOf<'finding'>, 'failure' | 'severity'>[]
}

/** The run as far as it has been told. */
interface Told {
  readonly start: EventOf<'run:start'>
  /** Milliseconds since its start. */
  readonly at: number
  /** The next free number of an exchange. */
  readonly exchanges: number
}

/**
 * Makes one run of several, each of which has a part of its iterations, told one after the other: with one start, one end and one id. Times go on from
 * iteration to iteration as if nothing had run at once, so what a run took is the sum of its iterations; exchanges are numbered through. Scopes
 * and cookies at the end are those of the last part.
 */
export async function* join(parts: AsyncIterable<RunEvent>, options: JoinOptions = {}): AsyncGenerator<RunEvent, void> {
  const findings: EventOf<'finding'>[] = []
  let told: Told | undefined
  let end: EventOf<'run:end'> | undefined
  let reason: EndReason = 'completed'
  let moved = (event: RunEvent): RunEvent => event
  for await (const event of parts) {
    if (event.type === 'run:start') {
      if (told !== undefined) continue
      const start: EventOf<'run:start'> = { ...event, ...(options.part && { part: options.part }) }
      told = { start, at: event.at, exchanges: 0 }
      yield start
      continue
    }
    if (told === undefined) throw new Error('A run begins with run:start')
    // Shards say the same of what they share.
    if (event.type === 'finding' && !findings.some(({ failure }) => isSame(failure, event.failure)))
      findings.push(event)
    if (event.type === 'iteration:start') moved = mover(event, told)
    if (event.type === 'run:end') {
      end = event
      reason = worse(reason, event.reason)
      if (reason === 'bailed') break
    }
    if (event.type === 'finding' || event.type === 'run:end') continue
    const next = moved(event)
    told = { ...told, at: next.at, exchanges: Math.max(told.exchanges, exchangeOf(next) + 1) }
    yield next
  }
  if (told === undefined || end === undefined) return
  const base = { run: told.start.run, at: told.at }
  for (const { failure, severity } of [...findings, ...(options.findings ?? [])]) {
    yield { ...base, type: 'finding', failure, severity }
  }
  yield { ...end, ...base, reason }
}

function isSame(a: Failure, b: Failure): boolean {
  return a.code === b.code && a.message === b.message
}

/** Moves the events of an iteration behind those before it. */
function mover(first: EventOf<'iteration:start'>, { start, at, exchanges }: Told): (event: RunEvent) => RunEvent {
  const shift = first.iteration === 0 ? 0 : at - first.at
  const numbers = new Map<number, number>()
  return (event) => {
    const moved = { ...event, run: start.run, at: event.at + shift }
    if (!('exchange' in moved)) return moved
    const number = numbers.get(moved.exchange) ?? exchanges + numbers.size
    numbers.set(moved.exchange, number)
    return { ...moved, exchange: number }
  }
}

function exchangeOf(event: RunEvent): number {
  return 'exchange' in event ? event.exchange : -1
}

const WORSE: readonly EndReason[] = ['completed', 'bailed', 'timed-out', 'aborted']

/** Of two ends of a run the one that is told. */
export function worse(a: EndReason, b: EndReason): EndReason {
  return WORSE.indexOf(a) > WORSE.indexOf(b) ? a : b
}
