import type { Cursor, EventOf, RequestSource } from '../../model/event.ts'
import { type Exchange, exchangesOf, type ItemEvents } from '../item-events.ts'
import type { Outline } from '../outline.ts'
import type { FailureRecord } from '../summary.ts'
import { type BodyView, viewBody } from './body.ts'
import { type ExchangeView, viewExchange } from './exchange.ts'
import { type FailureView, viewFailure } from './failure.ts'
import type { UsedVariable } from './origins.ts'
import type { Row } from './row.ts'

/** A failed item at the top of the page: what failed in it, and what a reader needs to see why. */
export interface CardView {
  readonly folders: readonly string[]
  readonly item: string
  readonly href: string
  /** Which iteration of several, and which repetition. */
  readonly iteration?: string
  readonly row: Row
  readonly problems: readonly Problem[]
  readonly variables: readonly UsedVariable[]
  /** The command line that runs the item again, as far as it is known. */
  readonly rerun?: string
  /** The item's own exchange, or where it sent none, what a producer sent for it; of several the last. */
  readonly exchange?: ExchangeView
  /** The beginning of the body of the response. */
  readonly answer?: BodyView
}

interface Problem {
  readonly title: string
  readonly failure: FailureView
}

/** What a card is made from. */
export interface CardSource {
  readonly events: ItemEvents
  readonly records: readonly FailureRecord[]
  readonly row: Row
  readonly outline: Outline
  readonly variables: readonly UsedVariable[]
  readonly iterations: number
  /** Which repetition it was, and its seed. */
  readonly marks: readonly string[]
  readonly rerun: string | undefined
}

/** Prepares the card of a failed item. */
export function viewCard({ events, records, row, outline, variables, rerun, ...run }: CardSource): CardView {
  const exchanges = exchangesOf(events)
  const main = lastOf('item', exchanges) ?? lastOf('producer', exchanges)
  const [record] = records
  const turns = [...run.marks, ...(run.iterations > 1 && record !== undefined ? [placeOf(record.cursor)] : [])]
  return {
    folders: outline.foldersOf(row.itemId),
    item: row.name,
    href: `#${row.anchor}`,
    ...(turns.length > 0 && { iteration: turns.join(', ') }),
    row,
    problems: records.map((each) => ({
      title: titleOf(each),
      failure: untitled(viewFailure(each.failure, each), each),
    })),
    variables,
    ...(rerun !== undefined && { rerun }),
    ...(main !== undefined && { exchange: viewExchange(main) }),
    ...(main?.end?.type === 'response' && { answer: viewAnswer(main.end) }),
  }
}

function lastOf(source: RequestSource, exchanges: readonly Exchange[]): Exchange | undefined {
  return exchanges.findLast(({ request }) => request.source === source)
}

/** Enough to see what a server says; the whole is behind the fold. Bytes. */
const MAX_ANSWER = 2000

function viewAnswer({ response: { body, headers } }: EventOf<'response'>): BodyView {
  return viewBody(body.subarray(0, MAX_ANSWER), headers)
}

/** Equal for items that failed in the same way, in whichever iteration. */
export function signatureOf(itemId: string, records: readonly FailureRecord[]): string {
  return JSON.stringify([
    itemId,
    ...records.map(({ kind, assertion, failure }) => [kind, assertion?.name, failure.code, failure.message]),
  ])
}

/** What failed, in a line. */
export function titleOf({ kind, assertion, phase, script, cursor, failure }: FailureRecord): string {
  if (assertion !== undefined) return assertion.name
  if (kind === 'script') {
    return `${phase === 'prerequest' ? 'Pre-request' : 'Test'} script of “${script?.owner ?? cursor.itemName}” failed`
  }
  return failure.message
}

/** Which of several runs of an item it was. */
export function placeOf({ iteration, visit, attempt }: Cursor): string {
  return [
    `iteration ${iteration + 1}`,
    ...(visit > 0 ? [`visit ${visit + 1}`] : []),
    ...(attempt > 0 ? [`attempt ${attempt + 1}`] : []),
  ].join(', ')
}

function untitled({ message, ...failure }: FailureView, record: FailureRecord): FailureView {
  return message === undefined || message === titleOf(record) ? failure : { message, ...failure }
}
