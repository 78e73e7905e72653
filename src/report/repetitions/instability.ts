import type { ErrorCode } from '../../errors.ts'
import type { EventOf, RunEvent } from '../../model/event.ts'
import type { Failure } from '../../model/failure.ts'
import { formatCount } from '../format.ts'
import { History, type Told } from './history.ts'
import { type Suspect, suspectOf, type Unstable, unstableItems } from './suspect.ts'

/**
 * The same events, and before the end of the last repetition of a collection a finding for each item that failed in some repetitions and passed in
 * others. Findings of this kind that are there already (of a shard, which knows a part) are left out, and what each repetition finds is told once.
 */
export async function* withInstability(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
  let history: History | undefined
  let found = new Set<string>()
  // Kept back until it is clear whether another repetition follows.
  let end: EventOf<'run:end'> | undefined
  for await (const event of events) {
    if (event.type === 'run:start') {
      const isFurther = history?.goesOn(event) === true
      if (end !== undefined) yield* ended(end, isFurther ? undefined : history)
      end = undefined
      if (!isFurther) {
        history = event.repetition === undefined ? undefined : new History(event)
        found = new Set()
      }
    }
    if (history !== undefined && event.type === 'finding') {
      const { code, message } = event.failure
      const text = `${code} ${message}`
      if (OWN.includes(code) || found.has(text)) continue
      found.add(text)
    }
    history?.follow(event)
    if (history !== undefined && event.type === 'run:end') end = event
    else yield event
  }
  if (end !== undefined) yield* ended(end, history)
}

const OWN: readonly ErrorCode[] = ['ORDER_DEPENDENT', 'ITEM_UNSTABLE']

/** Findings that are told one by one: more of them have one cause. */
const MOST = 50

function* ended(end: EventOf<'run:end'>, history: History | undefined): Generator<RunEvent, void> {
  const { run, at } = end
  for (const failure of history === undefined ? [] : failuresOf(history)) {
    yield { type: 'finding', run, at, failure, severity: 'warning' }
  }
  yield end
}

function failuresOf(history: History): readonly Failure[] {
  const unstable = unstableItems(history.told)
  const failures = unstable.slice(0, MOST).map((item) => failureOf(item, history))
  const more = unstable.length - failures.length
  if (more === 0) return failures
  const message = `${formatCount(more, 'more item')} failed in some repetitions and passed in others`
  return [...failures, { code: 'ITEM_UNSTABLE', message }]
}

function failureOf(item: Unstable, history: History): Failure {
  const { itemId, failed, passed } = item
  const suspect = suspectOf(item, history.leads)
  const name = `"${history.pathOf(itemId)}"`
  const failure = `it failed in ${failed.length} of ${failed.length + passed.length} repetitions (${listed(failed)})`
  const hint = hintOf(failed)
  if (suspect === undefined) return { code: 'ITEM_UNSTABLE', message: `${name} is unstable: ${failure}`, hint }
  const place = `${PLACES[suspect.kind]} "${history.pathOf(suspect.itemId)}"`
  return { code: 'ORDER_DEPENDENT', message: `${name} is order dependent: ${failure}, ${place}`, hint }
}

const PLACES: Readonly<Record<Suspect['kind'], string>> = Object.freeze({
  needed: 'and passed only behind',
  harmful: 'each time behind',
})

/** Numbers that fit into a sentence. */
const LISTED = 10

function listed(failed: readonly Told[]): string {
  const numbers = failed.slice(0, LISTED).map(({ number }) => number)
  return failed.length > LISTED ? `${numbers.join(', ')}, …` : numbers.join(', ')
}

function hintOf([first]: readonly Told[]): string {
  if (first?.seed === undefined)
    return 'The order was the same each time: chance, time, or what an earlier repetition left behind on a server'
  return `--repeat 1 --shuffle --seed ${first.seed} runs in the order in which it failed`
}
