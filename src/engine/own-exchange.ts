import type { RunEvent } from '../model/event.ts'
import type { ResolvedRequest, WireBody, WireRequest } from '../model/exchange.ts'
import { Channel, drain, finish } from './channel.ts'
import type { ItemContext } from './context.ts'
import type { SendOwn, SendResult } from './ports.ts'
import { waitIfAsked } from './rate-limit.ts'
import { sendOne } from './send-one.ts'

/** Who works, and what ends its requests. */
export interface Worker {
  /** The variable that is made, or the auth type. */
  readonly producer: string
  readonly signal: AbortSignal
}

/** Has a producer or a signer work, and tells in order what it sends meanwhile: exchanges with the source `producer`. */
export async function* withOwnExchanges<T>(
  work: (send: SendOwn) => Promise<T>,
  worker: Worker,
  context: ItemContext,
): AsyncGenerator<RunEvent, T> {
  const events = new Channel<RunEvent>()
  const send: SendOwn = (wire) => drain(exchangeOwn(wire, worker, context), events)
  const working = finish(work(send), async () => events.close())
  yield* events
  return await working
}

/** Sent as it is, and again as it is when the server asks for another time. */
async function* exchangeOwn(
  wire: WireRequest,
  { producer, signal }: Worker,
  context: ItemContext,
): AsyncGenerator<RunEvent, SendResult> {
  const request = resolvedOf(wire)
  for (let waits = 0; ; waits += 1) {
    const { result } = yield* sendOne({ source: 'producer', producer, request, wire }, signal, context)
    const answer = { result, sent: { request, wire }, isUnsigned: false }
    if (!(yield* waitIfAsked({ answer, waits, signal }, context))) return result
  }
}

/** Nobody has written it: it is what goes out. */
function resolvedOf({ method, url, headers, body, behavior }: WireRequest): ResolvedRequest {
  const raw = textOf(body)
  return { method, url, header: headers, behavior, ...(raw !== '' && { body: { mode: 'raw', raw } }) }
}

function textOf(body: WireBody): string {
  return body.kind === 'bytes' ? new TextDecoder().decode(body.bytes) : ''
}
