import type { ProtocolBehavior, RequestTemplate } from '../model/collection.ts'
import type { RunEvent } from '../model/event.ts'
import type { Answer } from './answer.ts'
import type { ItemContext } from './context.ts'
import { exchange } from './exchange.ts'
import { waitIfAsked } from './rate-limit.ts'

/** pm.sendRequest keeps the body of a GET. Source: observed with newman 6.2.2. */
const SCRIPT_BEHAVIOR: ProtocolBehavior = Object.freeze({ disableBodyPruning: true })

/** pm.sendRequest: as written, and again as written when the server asks for another time. */
export async function* sendFromScript(
  template: RequestTemplate,
  signal: AbortSignal,
  context: ItemContext,
): AsyncGenerator<RunEvent, Answer> {
  const outgoing = { template, source: 'script', signal, behavior: SCRIPT_BEHAVIOR } as const
  let answer = yield* exchange(outgoing, context)
  for (let waits = 0; yield* waitIfAsked({ answer, waits, signal }, context); waits += 1) {
    answer = yield* exchange(outgoing, context)
  }
  return answer
}
