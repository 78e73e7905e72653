import type { EventOf, RunEvent } from '../model/event.ts'
import type { WireResponse } from '../model/exchange.ts'
import type { Replay } from './challenge.ts'
import type { ItemContext } from './context.ts'
import type { SendResult } from './ports.ts'

/** A request in its wire form, and whose it is. */
export interface Sending extends Pick<EventOf<'request'>, 'source' | 'producer' | 'request' | 'wire' | 'used'> {
  /** Printed while the request is under way. */
  readonly warning?: string | undefined
  readonly read?: (response: WireResponse) => Promise<Reading>
}

/** What signers make of a response. */
export interface Reading extends Replay {
  readonly isStale?: boolean
}

/** What came back. */
export interface SentOne {
  readonly result: SendResult
  readonly reading?: Reading
}

/** Waits for its place, sends one request, and tells both it and what became of it. */
export async function* sendOne(
  { warning: meanwhile, read, ...sending }: Sending,
  signal: AbortSignal,
  context: ItemContext,
): AsyncGenerator<RunEvent, SentOne> {
  const { ports, options, emit } = context
  for (const warning of ports.warnings?.(sending.wire) ?? []) {
    yield emit({ type: 'console', level: 'warn', values: [warning] })
  }
  const placeMs = ports.pace?.book(sending.wire.url) ?? 0
  yield* tellWait(placeMs, context)
  if (placeMs > 0) await ports.clock.sleep(placeMs, signal)
  const exchange = context.nextExchange()
  yield emit({ type: 'request', exchange, ...sending })
  if (meanwhile !== undefined) yield emit({ type: 'console', level: 'warn', values: [meanwhile] })
  const { producer } = sending
  const send = producer === undefined ? ports.send : ports.sendBare
  const result = await send(sending.wire, { signal, timeoutMs: options.timeoutRequestMs })
  yield* tellWait(0, context)
  const whose = { exchange, ...(producer !== undefined && { producer }) }
  if (result.kind === 'failed') {
    const { failure, received } = result
    const cookies = received && { cookies: received.cookies }
    yield emit({ type: 'request:failed', ...whose, failure, ...cookies })
    return { result }
  }
  const { response, timings } = result
  const reading = await read?.(response)
  // newman reads a challenge before it shows the response.
  if (reading?.warning !== undefined) yield emit({ type: 'console', level: 'warn', values: [reading.warning] })
  yield emit({ type: 'response', ...whose, response, timings })
  // What a producer has asked for itself is no answer of a flow.
  if (options.native && producer === undefined) ports.produce.hear?.(response)
  yield* tellSkew(result, context)
  return { result, ...(reading && { reading }) }
}

/** What `--max-rps` makes a request wait, with what others before it have waited untold. */
function* tellWait(ms: number, { ports, emit }: ItemContext): Generator<RunEvent, void> {
  const allMs = ms + (ports.pace?.takeHidden() ?? 0)
  if (allMs > 0) yield emit({ type: 'wait', reason: 'rate-limit', ms: allMs })
}

/** What a response says about the clocks. */
function* tellSkew(
  answer: Extract<SendResult, { kind: 'response' }>,
  { options, noteSkew, emit }: ItemContext,
): Generator<RunEvent, void> {
  const warning = options.native ? noteSkew(answer) : undefined
  if (warning !== undefined) yield emit({ type: 'console', level: 'warn', values: [warning] })
}
