import type { AuthSpec, ProtocolBehavior, RequestTemplate } from '../model/collection.ts'
import type { EventOf, Failure, RunEvent } from '../model/event.ts'
import type { ResolvedRequest, WireRequest } from '../model/exchange.ts'
import type { ItemContext } from './context.ts'
import type { Authorize, FileResult, SendResult, SentRequest } from './ports.ts'
import { resolve } from './resolve.ts'
import { type Substitution } from './substitute.ts'
import { bodyFiles, toWire, wireUrl } from './wire.ts'

/** Challenges answered before the last answer stands. Source: postman-runtime, which allows three replays. */
const MAX_REPLAYS = 3

/** A request to send, and for whom. */
export interface Outgoing {
  readonly template: RequestTemplate
  readonly source: EventOf<'request'>['source']
  readonly signal: AbortSignal
  readonly behavior: ProtocolBehavior
  /** Absent: the request is sent as written (pm.sendRequest). */
  readonly substitution?: Substitution
}

/** What an exchange came to. */
export interface Answer {
  readonly result: SendResult
  /** What was sent last; absent when nothing went out. */
  readonly sent?: SentRequest
  /** Nothing went out because it could not be signed. */
  readonly isUnsigned: boolean
}

/** Resolves, puts into wire form, signs and sends one request; each replay that a signer asks for is an exchange of its own. */
export async function* exchange(outgoing: Outgoing, context: ItemContext): AsyncGenerator<RunEvent, Answer> {
  const behavior = { followRedirects: context.options.followRedirects, ...outgoing.behavior }
  const substitution = outgoing.substitution ?? AS_WRITTEN
  const resolved = resolve(outgoing.template, behavior, substitution)
  if (resolved.kind === 'failed') return unsent(resolved.failure)
  const { request } = resolved

  const wired = await wire(request, context)
  if (wired.kind === 'failed') return unsent(wired.failure)
  const signed = await sign(wired.request, request.auth, context.ports.authorize)
  if (signed.kind === 'failed') return { ...unsent(signed.failure), isUnsigned: true }
  if (signed.warning !== undefined) yield context.emit({ type: 'console', level: 'warn', values: [signed.warning] })

  let next: WireRequest = signed.request
  for (let replay = 0; ; replay += 1) {
    const source = replay === 0 ? outgoing.source : 'auth'
    const result = yield* sendOne({ source, request, wire: next }, outgoing.signal, context)
    const again = result.kind === 'response' && replay < MAX_REPLAYS ? signed.retry?.(result.response) : undefined
    if (again === undefined) return { result, sent: { request, wire: next }, isUnsigned: false }
    next = again
  }
}

const AS_WRITTEN: Substitution = Object.freeze({ lookup: () => undefined, dynamicValue: () => undefined, angle: false })

type Sending = Pick<EventOf<'request'>, 'source' | 'request' | 'wire'>

async function* sendOne(
  sending: Sending,
  signal: AbortSignal,
  context: ItemContext,
): AsyncGenerator<RunEvent, SendResult> {
  const { ports, options, emit } = context
  const exchangeNumber = context.nextExchange()
  yield emit({ type: 'request', exchange: exchangeNumber, ...sending })
  const result = await ports.send(sending.wire, { signal, timeoutMs: options.timeoutRequestMs })
  if (result.kind === 'response') {
    yield emit({ type: 'response', exchange: exchangeNumber, response: result.response, timings: result.timings })
  } else {
    yield emit({ type: 'request:failed', exchange: exchangeNumber, failure: result.failure })
  }
  return result
}

async function wire(request: ResolvedRequest, { ports }: ItemContext): Promise<ReturnType<typeof toWire>> {
  const files = new Map<string, Extract<FileResult, { kind: 'file' }>>()
  for (const src of bodyFiles(request.body)) {
    const file = await ports.describeFile(src)
    if (file.kind === 'failed') return file
    files.set(src, file)
  }
  const hasCookies = request.behavior.disableCookies !== true
  const cookieHeader = hasCookies ? await ports.cookies.headerFor(wireUrl(request)) : ''
  return toWire(request, { cookieHeader, files, random: ports.random })
}

async function sign(request: WireRequest, auth: AuthSpec | undefined, authorize: Authorize): ReturnType<Authorize> {
  return auth === undefined ? { kind: 'authorized', request } : authorize(request, auth)
}

function unsent(failure: Failure): Answer {
  return { result: { kind: 'failed', failure }, isUnsigned: false }
}
