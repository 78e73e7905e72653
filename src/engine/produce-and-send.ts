import type { RunEvent } from '../model/event.ts'
import type { Answer } from './answer.ts'
import type { ItemContext } from './context.ts'
import { exchange, type Outgoing } from './exchange.ts'
import { produceMissing, type Underway } from './produce.ts'
import { waitIfAsked } from './rate-limit.ts'
import { lookupIn } from './scopes.ts'
import { withVault } from './vault.ts'

/** How far an item got. */
interface Sent<T> {
  readonly ready: T
  /** Absent: nothing could be sent, `ready.unsendable` says why. */
  readonly answer?: Answer
}

/**
 * Has producers make what the request of an item needs, then sends it. A server that asks for another proof of possession, or for another time, gets a
 * request that is made anew, with all that is good for one attempt.
 */
export async function* produceAndSend<T extends Underway>(
  before: T,
  source: 'item' | 'script',
  context: ItemContext,
): AsyncGenerator<RunEvent, Sent<T>> {
  const { signal } = context
  const justMade = new Set(context.item.prerequest.flatMap(({ script }) => script.native ?? []))
  let sent = yield* makeAndSend(before, { source, justMade }, context)
  for (let waits = 0; yield* waitIfAsked({ answer: sent.answer, waits, signal }, context); waits += 1) {
    sent = yield* makeAndSend(sent.ready, { source, justMade: new Set() }, context)
  }
  return sent
}

interface Making {
  readonly source: 'item' | 'script'
  /** Made by marked scripts just now. */
  readonly justMade: ReadonlySet<string>
}

async function* makeAndSend<T extends Underway>(
  before: T,
  { source, justMade }: Making,
  context: ItemContext,
): AsyncGenerator<RunEvent, Sent<T>> {
  const ready = yield* produceMissing(before, justMade, context)
  if (ready.unsendable !== undefined) return { ready }
  const answer = yield* send(ready, source, context)
  if (answer.isStale !== true || context.signal.aborted) return { ready, answer }

  const renewed = yield* produceMissing(ready, new Set(), context)
  if (renewed.unsendable !== undefined) return { ready: renewed }
  return { ready: renewed, answer: yield* send(renewed, 'auth', context) }
}

function send(
  { request, scopes }: Underway,
  source: Outgoing['source'],
  context: ItemContext,
): AsyncGenerator<RunEvent, Answer> {
  const { ports, options, signal, item } = context
  const lookup = withVault(lookupIn(scopes), ports.vault)
  const substitution = { lookup, dynamicValue: ports.dynamicValue, angle: options.angle }
  return exchange({ template: request, source, signal, behavior: item.behavior, substitution }, context)
}
