import type { RequestTemplate } from '../model/collection.ts'
import type { RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { Carried, ItemContext } from './context.ts'
import { endedBy, isGiven, isInUse, type Made, make, missingInputs, missingNames } from './natives.ts'
import { withOwnExchanges } from './own-exchange.ts'
import { applyMutations } from './scopes.ts'

/** An item on its way to its exchange. */
export interface Underway extends Carried {
  readonly request: RequestTemplate
  /** A producer could not make its value: nothing may be sent. */
  readonly unsendable?: Failure
}

type Producing<T> = AsyncGenerator<RunEvent, T>

/** Has the producer that a marked script names make its value, and before it those of what it is made from. */
export async function* produceMarked<T extends Underway>(name: string, before: T, context: ItemContext): Producing<T> {
  if (isGiven(name, before.scopes)) return before
  const { ports, options } = context
  const inputs = missingInputs(name, { ...before, ports, angle: options.angle })
  const end = yield* produceAll(inputs, before, context)
  return end.unsendable === undefined ? yield* produceOne({ name, isAsked: true }, end, context) : end
}

/** Producers make, in the order of use, what the request needs and nobody has set; what was `justMade` stays. */
export async function* produceMissing<T extends Underway>(
  before: T,
  justMade: ReadonlySet<string>,
  context: ItemContext,
): Producing<T> {
  const { ports, options } = context
  if (!options.native) return before
  const missing = missingNames(before.request, { ...before, ports, angle: options.angle })
  return yield* produceAll(
    missing.filter((name) => !justMade.has(name)),
    before,
    context,
  )
}

/** Drops what belonged to the flow before, when the item begins another one. Comes before its scripts, which may be marked. */
export async function* beginFlow(before: Carried, { item, ports, options, emit }: ItemContext): Producing<Carried> {
  if (!options.native) return before
  const marked = item.prerequest.flatMap(({ script }) => script.native ?? [])
  const names = endedBy({ request: item.request, marked }, { ...before, ports, angle: options.angle })
  if (names.length === 0) return before
  for (const name of names) yield emit({ type: 'mutation', scope: 'environment', name, by: 'producer' })
  const made: Made = new Map([...before.made].filter(([name]) => !names.includes(name)))
  const removals = names.map((name) => ({ scope: 'environment', name }) as const)
  return { made, scopes: applyMutations(before.scopes, removals) }
}

async function* produceAll<T extends Underway>(
  names: readonly string[],
  before: T,
  context: ItemContext,
): Producing<T> {
  let end = before
  for (const name of names) {
    if (end.unsendable === undefined) end = yield* produceOne({ name }, end, context)
  }
  return end
}

/** What is to be made. */
interface Order {
  readonly name: string
  /** A marked script names it: that there is nothing to make it from is a failure then. */
  readonly isAsked?: boolean
}

/** Makes the value of one variable and puts it into the environment, as the script would. */
async function* produceOne<T extends Underway>(
  { name, isAsked = false }: Order,
  before: T,
  context: ItemContext,
): Producing<T> {
  const { ports, options, signal, emit } = context
  const need = { ...before, ports, angle: options.angle }
  const worker = { producer: name, signal }
  const result = yield* withOwnExchanges((send) => make(name, need, { send, signal }), worker, context)
  if (result.kind === 'declined' && !isAsked) return before
  if (result.kind !== 'made') return { ...before, unsendable: result.failure }

  const { value } = result.made
  // A token that is still good.
  if (before.made.get(name)?.value === value && isInUse(name, before)) return before
  const made: Made = new Map(before.made).set(name, result.made)
  yield emit({ type: 'produced', name, producer: name })
  if (options.explain === true && result.jwt !== undefined) {
    yield emit({ type: 'console', level: 'info', values: [`${name} is signed:`, result.jwt] })
  }
  yield emit({ type: 'mutation', scope: 'environment', name, value, by: 'producer' })
  return { ...before, made, scopes: applyMutations(before.scopes, [{ scope: 'environment', name, value }]) }
}
