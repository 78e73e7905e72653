import type { Cursor, EventOf, RunEvent } from '../model/event.ts'
import type { Failure, KnownFailure, PlacedFailure } from '../model/failure.ts'
import { outlineOf } from '../report/outline.ts'
import { type Baseline, type BaselineEntry, finder, isAccepted, isExpired, NO_REASON } from './entry.ts'
import { expiredFinding, passedFinding, type Told, unmatchedFinding } from './findings.ts'

/** What a baseline is held against. */
export interface LedgerOptions {
  /** The day of the run, `2026-11-26`: what expires before it has expired. */
  readonly today: string
  /** How many runs the command has. */
  readonly runs: number
}

/** The run that is being told. */
interface Current {
  readonly start: EventOf<'run:start'>
  /** All its iterations are told here, so that what never fails has passed. */
  readonly isWhole: boolean
  readonly pathOf: (item: Pick<Cursor, 'itemId' | 'itemName'>) => string
}

/**
 * Holds the failures of a command against its baseline, and keeps account of what was listed and did not happen. Same code and message give the same
 * verdict, so that all events of an item agree. It stands before the mask: names and messages may hold secrets.
 */
export class Ledger {
  readonly #baseline: Baseline
  readonly #options: LedgerOptions
  readonly #accepted: (happening: PlacedFailure) => BaselineEntry | undefined
  readonly #others: (happening: PlacedFailure) => BaselineEntry | undefined
  readonly #happened = new Set<BaselineEntry>()
  readonly #fresh = new Map<string, PlacedFailure>()
  /** Requests of all runs, and those of them that have run. */
  readonly #requests = new Map<string, Set<string>>()
  readonly #ran = new Map<string, Set<string>>()
  #current: Current | undefined
  #open: (readonly [key: string, happening: PlacedFailure])[] = []
  #ended = 0
  #isWhole = true
  #isSharded = false

  constructor(baseline: Baseline, options: LedgerOptions) {
    this.#baseline = baseline
    this.#options = options
    const { failures } = baseline
    this.#accepted = finder(failures.filter((entry) => isAccepted(entry, options.today)))
    this.#others = finder(failures.filter((entry) => !isAccepted(entry, options.today)))
  }

  /** The same events with what is known of their failures, and findings before the end of a run. */
  async *judge(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
    for await (const event of events) {
      if (event.type === 'run:end') yield* this.#end(event)
      yield this.#judged(event)
    }
  }

  /** Failures that no entry means, in the order in which they happened first. */
  get fresh(): readonly PlacedFailure[] {
    return [...this.#fresh.values()]
  }

  /** Has what an entry lists failed. */
  hasHappened(entry: BaselineEntry): boolean {
    return this.#happened.has(entry)
  }

  /** It has not failed where it could have: all that it means has run to the end, or is no longer there. */
  isGone(entry: BaselineEntry): boolean {
    return this.#isOver() && !this.hasHappened(entry) && (this.#hasRun(entry) || this.#isUnmatched(entry))
  }

  #judged(event: RunEvent): RunEvent {
    if (event.type === 'run:start') this.#begin(event)
    if (event.type === 'item:start') this.#open = []
    if (event.type === 'item:end') return this.#endItem(event)
    if (event.type === 'assertion' && event.outcome === 'failed') return this.#known(event, event.name)
    if (event.type === 'request:failed' && event.producer === undefined) return this.#known(event, undefined)
    if (event.type === 'script:end' && event.failure !== undefined) {
      return this.#known({ ...event, failure: event.failure }, undefined)
    }
    return event
  }

  #begin(start: EventOf<'run:start'>): void {
    const { outline, part, name, iterations } = start
    const { foldersOf } = outlineOf(outline)
    const pathOf: Current['pathOf'] = ({ itemId, itemName }) => [...foldersOf(itemId), itemName].join('/')
    const isWhole = part === undefined || part.iterations.length === iterations
    this.#isSharded ||= part !== undefined && part.collections > this.#options.runs
    this.#isWhole &&= isWhole
    this.#current = { start, isWhole, pathOf }
    const paths = outline
      .filter(({ kind }) => kind === 'item')
      .map((entry) => pathOf({ itemId: entry.id, itemName: entry.name }))
    this.#requests.set(name, new Set([...(this.#requests.get(name) ?? []), ...paths]))
  }

  #endItem(event: EventOf<'item:end'>): RunEvent {
    const { failure, outcome } = event
    const next = failure === undefined ? event : this.#known({ ...event, failure }, undefined)
    if (outcome === 'retried') this.#open = []
    for (const [key, happening] of this.#open) if (!this.#fresh.has(key)) this.#fresh.set(key, happening)
    this.#open = []
    const run = this.#current
    if (run?.isWhole === true && (outcome === 'ran' || outcome === 'failed')) {
      const { name } = run.start
      const there = this.#ran.get(name) ?? new Set()
      this.#ran.set(name, there.add(run.pathOf(event.cursor)))
    }
    return next
  }

  #known<E extends { readonly cursor: Cursor; readonly failure: Failure }>(event: E, assertion: string | undefined): E {
    const run = this.#current
    if (run === undefined) return event
    const { failure } = event
    const happening: PlacedFailure = {
      collection: run.start.name,
      request: run.pathOf(event.cursor),
      failure,
      ...(assertion !== undefined && { assertion }),
    }
    const entry = this.#accepted(happening)
    if (entry !== undefined) {
      this.#happened.add(entry)
      return { ...event, failure: { ...failure, known: knownOf(entry) } }
    }
    const other = this.#others(happening)
    if (other !== undefined) this.#happened.add(other)
    else this.#open.push([keyOf(happening), happening])
    return event
  }

  *#end({ run, at, reason }: EventOf<'run:end'>): Generator<RunEvent, void> {
    this.#ended += reason === 'completed' ? 1 : 0
    for (const told of [...this.#expired(), ...this.#atTheEnd()]) yield { type: 'finding', run, at, ...told }
  }

  /** Of the run that ends: every shard tells those of its collection, and merge tells them once. */
  #expired(): readonly Told[] {
    const current = this.#current
    if (current === undefined) return []
    const { name, outline } = current.start
    const here = new Set(
      outline
        .filter(({ kind, isLeftOut }) => kind === 'item' && isLeftOut !== true)
        .map((entry) => current.pathOf({ itemId: entry.id, itemName: entry.name })),
    )
    return this.#baseline.failures
      .filter((entry) => this.#isExpired(entry) && (entry.collection ?? name) === name && here.has(entry.request))
      .map(expiredFinding)
  }

  #atTheEnd(): readonly Told[] {
    if (!this.#isOver()) return []
    const silent = this.#baseline.failures.filter(
      (entry) => !this.hasHappened(entry) && !this.#isExpired(entry) && entry.reason !== NO_REASON,
    )
    return [
      ...silent.filter((entry) => this.#hasRun(entry)).map((entry) => passedFinding(entry, this.#baseline.strict)),
      ...silent.filter((entry) => this.#isUnmatched(entry)).map(unmatchedFinding),
    ]
  }

  #isOver(): boolean {
    return this.#ended === this.#options.runs
  }

  /** In this command and as a whole; what another shard may have run cannot be judged. */
  #hasRun({ collection, request }: BaselineEntry): boolean {
    if (collection !== undefined) return this.#ran.get(collection)?.has(request) === true
    if (this.#isSharded || !this.#isWhole) return false
    return [...this.#ran.values()].some((paths) => paths.has(request))
  }

  #isUnmatched({ collection, request }: BaselineEntry): boolean {
    if (collection !== undefined) return this.#requests.get(collection)?.has(request) === false
    return !this.#isSharded && ![...this.#requests.values()].some((paths) => paths.has(request))
  }

  #isExpired(entry: BaselineEntry): boolean {
    return isExpired(entry, this.#options.today)
  }
}

function knownOf({ id, reason, owner, expires }: BaselineEntry): KnownFailure {
  return { id, reason, ...(owner !== undefined && { owner }), ...(expires !== undefined && { expires }) }
}

/** Once for each that needs an entry of its own. */
function keyOf({ collection, request, assertion, failure }: PlacedFailure): string {
  return JSON.stringify([collection, request, assertion ?? '', assertion === undefined ? failure.code : ''])
}
