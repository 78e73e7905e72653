import type { EventOf, RunEvent } from '../../model/event.ts'
import { outlineOf } from '../outline.ts'
import { emptySummary, summarize } from '../summarize.ts'
import { isFurther } from './repetition.ts'

/** What came of the items of one repetition. */
export interface Told {
  /** Of the repetition, from 1. */
  readonly number: number
  readonly seed?: number
  /** Ids of the items that ran, in the order in which they did so first. */
  readonly ran: ReadonlySet<string>
  /** Those of them that failed at least once, known failures apart. */
  readonly failed: ReadonlySet<string>
}

/** Which items have to do with each other: `from` sets a variable that a request of `to` names. */
export type Leads = (from: string, to: string) => boolean

interface Open extends Told {
  readonly ran: Set<string>
  readonly failed: Set<string>
}

/** The repetitions of one collection, as far as they have been told. */
export class History {
  readonly #told: Open[] = []
  readonly #paths: ReadonlyMap<string, string>
  readonly #writers = new Map<string, Set<string>>()
  readonly #readers = new Map<string, Set<string>>()
  #start: EventOf<'run:start'>
  #item = emptySummary

  constructor(start: EventOf<'run:start'>) {
    const { foldersOf } = outlineOf(start.outline)
    // It is the same in all of them.
    this.#paths = new Map(start.outline.map(({ id, name }) => [id, [...foldersOf(id), name].join('/')]))
    this.#start = start
  }

  /** Is a run one more repetition of the same. */
  goesOn(start: EventOf<'run:start'>): boolean {
    return isFurther(this.#start, start)
  }

  /** Takes an event of one of the repetitions. */
  follow(event: RunEvent): void {
    if (event.type === 'run:start') this.#begin(event)
    if (event.type === 'request') for (const name of event.used ?? []) note(this.#readers, name, event.cursor.itemId)
    if (event.type === 'mutation' && typeof event.by === 'object' && event.scope !== 'local' && event.scope !== 'data')
      note(this.#writers, event.name, event.cursor.itemId)
    if ('cursor' in event) this.#item = summarize(event.type === 'item:start' ? emptySummary : this.#item, event)
    if (event.type === 'item:end') this.#endItem(event)
  }

  /** What has been told of each. */
  get told(): readonly Told[] {
    return this.#told
  }

  /** Folders and name of an item. */
  pathOf(itemId: string): string {
    return this.#paths.get(itemId) ?? itemId
  }

  readonly leads: Leads = (from, to) =>
    [...this.#readers].some(([name, readers]) => readers.has(to) && this.#writers.get(name)?.has(from) === true)

  #begin(start: EventOf<'run:start'>): void {
    const { repetition, seed } = start
    this.#start = start
    this.#told.push({
      number: repetition?.number ?? 1,
      ...(seed !== undefined && { seed }),
      ran: new Set(),
      failed: new Set(),
    })
  }

  #endItem({ cursor, outcome }: EventOf<'item:end'>): void {
    const open = this.#told.at(-1)
    if (open === undefined || outcome === 'retried' || outcome === 'skipped') return
    open.ran.add(cursor.itemId)
    if (this.#item.items.failed > 0) open.failed.add(cursor.itemId)
  }
}

function note(known: Map<string, Set<string>>, name: string, itemId: string): void {
  const items = known.get(name)
  if (items === undefined) known.set(name, new Set([itemId]))
  else items.add(itemId)
}
