import { RunnerError } from '../errors.ts'
import type { EndReason, EventOf, RunEvent } from '../model/event.ts'
import type { RunPart } from '../model/part.ts'
import { join, worse } from './join.ts'
import { Reader } from './reader.ts'

/** The log of one shard, or of a run of its own. */
export interface Log {
  /** How messages call it. */
  readonly name: string
  /** Whole runs: a log that was cut off has been completed. */
  readonly events: AsyncIterable<RunEvent>
}

/** A log that stands at the start of a run of the collection whose turn it is. */
interface Share {
  readonly reader: Reader
  readonly start: EventOf<'run:start'>
  readonly part: RunPart
}

type Told = Pick<EventOf<'finding'>, 'failure' | 'severity'>

/**
 * Makes one stream of the logs of all shards, as the unsharded run would have told it: collections and iterations in their order, one run for each
 * collection. What no log has is a finding, an error. Logs that are no shards follow each other as they are given. Nothing is held but the event at hand.
 * Fails with EVENT_LOG_INVALID for logs that do not belong together.
 */
export async function* merge(logs: readonly Log[]): AsyncGenerator<RunEvent, void> {
  const readers = logs.map(({ name, events }) => new Reader(name, events))
  try {
    const shares = await Promise.all(readers.map(shareOf))
    const [first] = shares.filter((share) => share !== undefined)
    if (first === undefined) {
      for (const reader of readers) yield* reader.until(() => false)
      return
    }
    const missing = missingShards(readers, shares, first)
    yield* withFindings(mergeShards(readers, first.part.collections), missing)
  } finally {
    // Their last events were taken, not their ends: files would stay open.
    await Promise.all(readers.map((reader) => reader.close()))
  }
}

async function shareOf(reader: Reader): Promise<Share | undefined> {
  const event = await reader.peek()
  return event?.type === 'run:start' && event.part !== undefined
    ? { reader, start: event, part: event.part }
    : undefined
}

/** Are they shards of one command, each of them once; those that are not there. */
function missingShards(
  readers: readonly Reader[],
  shares: readonly (Share | undefined)[],
  first: Share,
): readonly Told[] {
  const seen = new Map<number, Reader>()
  const { shards, collections } = first.part
  for (const [i, share] of shares.entries()) {
    const reader = readers[i]
    if (share === undefined || reader === undefined) {
      throw refusal(`"${first.reader.name}" is of a shard and "${reader?.name}" is not`)
    }
    const { part } = share
    if (part.shards !== shards || part.collections !== collections) {
      throw refusal(`"${first.reader.name}" and "${reader.name}" are of different commands`)
    }
    const twin = seen.get(part.shard)
    if (twin !== undefined) throw refusal(`"${twin.name}" and "${reader.name}" are both of shard ${part.shard}`)
    seen.set(part.shard, reader)
  }
  const missing = Array.from({ length: shards }, (_, i) => i + 1).filter((shard) => !seen.has(shard))
  if (missing.length === 0) return []
  const message = `No log of shard ${missing.join(', ')} of ${shards} is there: what it ran is not in this report`
  return [missingFinding(message, 'Did its job fail before it wrote the log, or was the log not handed on?')]
}

/** Keeps back the end of the last run until it is clear that nothing is missing. */
async function* withFindings(
  merged: AsyncGenerator<RunEvent, readonly Told[]>,
  known: readonly Told[],
): AsyncGenerator<RunEvent, void> {
  let end: EventOf<'run:end'> | undefined
  for (;;) {
    const step = await merged.next()
    if (step.done === true) {
      if (end === undefined) return
      const { run, at } = end
      // Where a whole shard is missing nobody needs a list of what it had.
      for (const finding of known.length > 0 ? known : step.value) yield { type: 'finding', run, at, ...finding }
      yield end
      return
    }
    const event = step.value
    if (end !== undefined) yield end
    end = event.type === 'run:end' ? event : undefined
    if (end === undefined) yield event
  }
}

async function* mergeShards(
  readers: readonly Reader[],
  collections: number,
): AsyncGenerator<RunEvent, readonly Told[]> {
  const lost: Told[] = []
  let reason: EndReason = 'completed'
  for (let collection = 0; collection < collections; collection += 1) {
    const shares = (await Promise.all(readers.map(shareOf)))
      .filter((share) => share !== undefined)
      .filter(({ part }) => part.collection === collection)
    if (shares.length > 0) checkAlike(shares)
    for await (const event of join(partsOf(shares))) {
      if (event.type === 'run:end') reason = worse(reason, event.reason)
      yield event
    }
    // What a shard that was stopped left out is no news: the run says that it was stopped.
    if (reason === 'completed') lost.push(...lostOf(shares, collection))
  }
  return lost
}

function checkAlike(shares: readonly Share[]): void {
  const owners = new Map<number, Share>()
  for (const share of shares) {
    const { start, part, reader } = share
    const [first = share] = shares
    if (keyOf(start) !== keyOf(first.start)) {
      throw refusal(`"${first.reader.name}" and "${reader.name}" are of different commands`)
    }
    for (const iteration of part.iterations) {
      const other = owners.get(iteration)
      if (other !== undefined) {
        const twice = `both have iteration ${iteration + 1} of "${start.name}"`
        throw refusal(`"${other.reader.name}" and "${reader.name}" ${twice}`, ALIKE)
      }
      owners.set(iteration, share)
    }
  }
}

/** What all shards say of a run. */
function keyOf({ name, iterations, repetition, seed }: EventOf<'run:start'>): string {
  return JSON.stringify([name, iterations, repetition?.number, repetition?.count, seed])
}

/** One collection: the start, its iterations in order from whoever has them, and one end. */
async function* partsOf(shares: readonly Share[]): AsyncGenerator<RunEvent, void> {
  const [first] = shares
  if (first === undefined) return
  const { part: _, ...start } = first.start
  const startedAt = shares.map((share) => share.start.startedAt).toSorted()[0] ?? start.startedAt
  yield { ...start, startedAt }
  for (const { reader } of shares) await reader.take()
  for (let iteration = 0; iteration < start.iterations; iteration += 1) {
    const owner = shares.find(({ part }) => part.iterations.includes(iteration))
    const next = await owner?.reader.peek()
    if (owner === undefined || next?.type !== 'iteration:start' || next.iteration !== iteration) continue
    yield* owner.reader.until(({ type }) => type === 'iteration:end')
  }
  yield* endsOf(shares)
}

/** Scopes and cookies at the end are those of the shard that had the last iteration. */
async function* endsOf(shares: readonly Share[]): AsyncGenerator<RunEvent, void> {
  let end: EventOf<'run:end'> | undefined
  for (const { reader } of shares.toSorted((a, b) => lastOf(a) - lastOf(b))) {
    for await (const event of reader.until(({ type }) => type === 'run:end')) {
      if (event.type === 'run:end') end = { ...event, reason: worse(end?.reason ?? 'completed', event.reason) }
      if (event.type === 'finding' && event.failure.code !== 'SHARD_PARTIAL') yield event
    }
  }
  if (end !== undefined) yield end
}

function lastOf({ part }: Share): number {
  return part.iterations.at(-1) ?? -1
}

function lostOf(shares: readonly Share[], collection: number): readonly Told[] {
  const [first] = shares
  if (first === undefined) return [missingFinding(`Collection ${collection + 1} is in none of the logs`, ALIKE)]
  const owned = new Set(shares.flatMap(({ part }) => part.iterations))
  const lost = [...Array(first.start.iterations).keys()].filter((iteration) => !owned.has(iteration))
  if (lost.length === 0) return []
  const numbers = lost.map((iteration) => iteration + 1).join(', ')
  return [missingFinding(`Iteration ${numbers} of "${first.start.name}" is in none of the logs`, ALIKE)]
}

const ALIKE = 'All shards must be given the same collections, data and --timings'

function missingFinding(message: string, hint: string): Told {
  return { failure: { code: 'SHARD_MISSING', message, hint }, severity: 'error' }
}

function refusal(reason: string, hint = 'Give the logs of all shards of one command, each once'): RunnerError {
  return new RunnerError('EVENT_LOG_INVALID', `Cannot merge event logs: ${reason}`, { hint })
}
