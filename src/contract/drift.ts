import type { RunEvent } from '../model/event.ts'
import type { WireResponse } from '../model/exchange.ts'
import type { PlannedItem } from '../plan/plan.ts'
import { addressed, type Contract, contractOf } from './contract.ts'
import type { Example } from './example.ts'
import { fit, type Violation, wordsOfShape } from './fit.ts'
import { mergedBody } from './merged-body.ts'
import { shapeOf } from './shape.ts'
import { bestFit } from './variants.ts'
import { parseBody, pathText } from './words.ts'

/** Where the answers of a request are not what its examples show. */
interface RequestDrift {
  readonly item: PlannedItem
  readonly changes: readonly Change[]
  /** Examples as they would be saved today, by their place among those of the request. */
  readonly bodies: ReadonlyMap<number, unknown>
  /** Why a change is in none of the bodies. */
  readonly unsaved: boolean
}

/** A difference. `path` names the elements of lists as one: `devices[].id`. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'retyped'
  readonly path: string
  /** What the example shows; absent for what is added. */
  readonly before?: string
  /** What came; absent for what is removed. Never the value itself. */
  readonly after?: string
  readonly example: string
}

/** What a run says about the examples of a collection. */
export interface Drift {
  /** Those with changes, in the order of the run. */
  readonly requests: readonly RequestDrift[]
  /** Answered, and no example says how. */
  readonly uncontracted: readonly PlannedItem[]
  /** Answered, as an example shows. */
  readonly steady: number
  /** Sent or to be sent, and not answered. */
  readonly unanswered: readonly PlannedItem[]
}

interface Entry {
  readonly item: PlannedItem
  readonly contract: Contract
  readonly changes: Map<string, Change>
  readonly bodies: Map<number, unknown>
  unsaved: boolean
  isAnswered: boolean
  isContracted: boolean
}

/** Follows a run, masked, and compares the last answer of each item with its examples. */
export class DriftFold {
  readonly #items: ReadonlyMap<string, PlannedItem>
  readonly #entries = new Map<string, Entry>()
  #last: WireResponse | undefined
  /** Exchanges that are not of the item itself. */
  readonly #others = new Set<number>()

  constructor(items: readonly PlannedItem[]) {
    this.#items = new Map(items.map((item) => [item.id, item]))
  }

  take(event: RunEvent): void {
    if (event.type === 'item:start') this.#last = undefined
    if (event.type === 'request' && ['script', 'producer'].includes(event.source)) this.#others.add(event.exchange)
    if (event.type === 'response' && !this.#others.delete(event.exchange)) this.#last = event.response
    if (event.type !== 'item:end' || event.outcome === 'skipped' || event.outcome === 'retried') return
    const item = this.#items.get(event.cursor.itemId)
    if (item === undefined) return
    const entry = this.#entries.get(item.id) ?? newEntry(item)
    this.#entries.set(item.id, entry)
    if (this.#last !== undefined) compare(this.#last, entry)
  }

  result(): Drift {
    const all = [...this.#entries.values()]
    const answered = all.filter(({ isAnswered }) => isAnswered)
    const contracted = answered.filter(({ isContracted }) => isContracted)
    const changed = contracted.filter(({ changes }) => changes.size > 0)
    return {
      requests: changed.map(({ item, changes, bodies, unsaved }) => ({
        item,
        changes: [...changes.values()],
        bodies,
        unsaved,
      })),
      uncontracted: answered.filter(({ isContracted }) => !isContracted).map(({ item }) => item),
      steady: contracted.length - changed.length,
      unanswered: all.filter(({ isAnswered }) => !isAnswered).map(({ item }) => item),
    }
  }
}

function newEntry(item: PlannedItem): Entry {
  const contract = contractOf(item.examples)
  return {
    item,
    contract,
    changes: new Map(),
    bodies: new Map(),
    unsaved: false,
    isAnswered: false,
    isContracted: false,
  }
}

function compare(response: WireResponse, entry: Entry): void {
  entry.isAnswered = true
  const due = addressed(entry.contract, response.status)
  if (due.kind === 'none') return
  entry.isContracted = true
  if (due.kind === 'other') {
    const change = { before: due.statuses.join(' or '), after: String(response.status), example: due.example.name }
    entry.changes.set('status', { kind: 'retyped', path: 'status', ...change })
    entry.unsaved = true
    return
  }
  const { variants } = due.answer
  const [shown] = variants.flatMap(({ examples }) => examples)
  if (shown === undefined) return
  const json = parseBody(response.body)
  const best = json && bestFit(json.value, variants, { mode: 'strict', isMasked: true, limit: MAX_CHANGES })
  if (json === undefined || best === undefined) {
    const change = { before: 'JSON', after: 'something else', example: shown.example.name }
    entry.changes.set('body', { kind: 'retyped', path: 'body', ...change })
    entry.unsaved = true
    return
  }
  const violations = best.violations.filter((each) => each.kind !== 'value' || !each.isStrict)
  if (violations.length === 0) return
  for (const violation of violations) note(violation, best.example, entry)
  renew(json.value, best.example, entry)
}

function note(violation: Violation, { name: example }: Example, { changes }: Entry): void {
  const path = pathText(violation.path, 'shared').replace(/^response\.body\.?/, '') || 'body'
  const after = violation.kind === 'missing' ? {} : { after: wordsOfShape(shapeOf(violation.actual)) }
  const before = violation.kind === 'additional' ? {} : { before: violation.expected }
  const kind = KINDS[violation.kind]
  changes.set(`${kind} ${path} ${example}`, { kind, path, ...before, ...after, example })
}

const KINDS: Readonly<Record<Violation['kind'], Change['kind']>> = Object.freeze({
  missing: 'removed',
  additional: 'added',
  type: 'retyped',
  format: 'retyped',
  value: 'retyped',
})

/** The example as it would be saved today, if it can be. */
function renew(value: unknown, { index, body }: Example, entry: Entry): void {
  const shown = body.kind === 'json' ? body.value : undefined
  const before = entry.bodies.has(index) ? entry.bodies.get(index) : shown
  const after = mergedBody(before, value)
  entry.bodies.set(index, after)
  if (fit(value, shapeOf(after), { isMasked: true }).some(({ isStrict }) => !isStrict)) entry.unsaved = true
}

const MAX_CHANGES = 1000
