import type { ProtocolBehavior, RequestTemplate } from '../model/collection.ts'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { ResolvedRequest, SentRequest, WireRequest, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import { type Described, describeFiles } from './body-files.ts'
import type { ItemContext } from './context.ts'
import { producerInput } from './natives.ts'
import type { Authorize, AuthorizeResult, Replay, SendOptions, SendResult } from './ports.ts'
import type { ProveResult } from './produced.ts'
import { repeat } from './replay.ts'
import { resolve } from './resolve.ts'
import { type Substitution } from './substitute.ts'
import { toWire, type WireResult, wireUrl } from './wire.ts'

/** Challenges answered before the last answer stands. Source: postman-runtime, which allows three replays. */
const MAX_REPLAYS = 3

/** newman's words. */
const TOO_MANY_REPLAYS = 'runtime: maximum intermediate request limit exceeded'

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
  /** What was sent last, or as far as a request got that HTTP does not allow; absent when nothing was to go out. */
  readonly sent?: SentRequest
  /** Nothing went out because it could not be signed. */
  readonly isUnsigned: boolean
  /** The server asks for a request whose proof is made anew. */
  readonly isStale?: boolean
}

/** Resolves, puts into wire form, signs and sends one request; each replay that a signer asks for is an exchange of its own. */
export async function* exchange(outgoing: Outgoing, context: ItemContext): AsyncGenerator<RunEvent, Answer> {
  const behavior = { followRedirects: context.options.followRedirects, ...outgoing.behavior }
  const substitution = outgoing.substitution ?? AS_WRITTEN
  const names = new Set<string>()
  const resolved = resolve(outgoing.template, behavior, {
    ...substitution,
    onName: (name) => names.add(name),
    sendCycles: context.options.sendCycles === true,
    plainObjects: context.options.plainObjects === true,
  })
  if (resolved.kind === 'failed') return unsent(resolved.failure)
  const found = await describeFiles(resolved.request, context)
  const { request } = found
  for (const warning of found.warnings) yield context.emit({ type: 'console', level: 'warn', values: [warning] })
  const used = usedNames(names, outgoing)
  const wired = found.failure === undefined ? await wire(request, found.files, context) : failedWire(found.failure)
  if (wired.kind === 'failed') {
    const sent = { request, wire: wired.request ?? unwired(request) }
    yield* refused({ source: outgoing.source, ...sent, ...used }, wired.failure, context)
    return { ...unsent(wired.failure), sent }
  }
  const sending = { signal: outgoing.signal, timeoutMs: context.options.timeoutRequestMs }
  const attempt = await sign(wired, { request, sending }, context.ports.authorize)
  const signed = context.options.sendUnsigned === true ? unsignedInstead(attempt) : attempt
  if (signed.kind === 'failed') return { ...unsent(signed.failure), isUnsigned: true }
  if (signed.warning !== undefined) yield context.emit({ type: 'console', level: 'warn', values: [signed.warning] })

  let next: WireRequest = signed.request
  for (let replay = 0; ; replay += 1) {
    const source = replay === 0 ? outgoing.source : 'auth'
    const meanwhile = replay === 0 && signed.warnsTwice === true ? signed.warning : undefined
    const proved = await prove(next, { outgoing, sending }, context)
    if (proved.kind === 'failed') return { ...unsent(proved.failure), isUnsigned: true }
    const wire = proved.request
    if (context.options.explain === true && proved.jwt !== undefined) {
      yield context.emit({ type: 'console', level: 'info', values: ['dpop is signed:', proved.jwt] })
    }
    // Without its proof: a replay gets one of its own.
    const unproved = next
    const read = async (response: WireResponse): Promise<Reading> => {
      if (proved.isStale?.(response) === true) return { isStale: true }
      const { repeatsCookies } = context.options
      return (await signed.retry?.(response, () => repeat(unproved, context.ports.cookies, { repeatsCookies }))) ?? {}
    }
    const one = { source, request, wire, warning: meanwhile, read, ...used }
    const { result, reading } = yield* sendOne(one, outgoing.signal, context)
    const answer = { result, sent: { request, wire }, isUnsigned: false, isStale: reading?.isStale === true }
    if (reading?.request === undefined) return answer
    if (replay === MAX_REPLAYS) {
      yield context.emit({ type: 'console', level: 'warn', values: [TOO_MANY_REPLAYS] })
      return answer
    }
    next = reading.request
  }
}

const AS_WRITTEN: Substitution = Object.freeze({ lookup: () => undefined, dynamicValue: () => undefined, angle: false })

/** Dynamic variables are nobody's; and what a script sends has seen changes that are told when the script ends. */
function usedNames(names: ReadonlySet<string>, { source, substitution }: Outgoing): Pick<EventOf<'request'>, 'used'> {
  if (source === 'script' || substitution === undefined) return {}
  const used = [...names].filter((name) => !name.startsWith('$') || substitution.lookup(name) !== undefined)
  return used.length === 0 ? {} : { used }
}

interface Sending extends Pick<EventOf<'request'>, 'source' | 'request' | 'wire' | 'used'> {
  /** Printed while the request is under way. */
  readonly warning?: string | undefined
  readonly read?: (response: WireResponse) => Promise<Reading>
}

/** What signers make of a response. */
interface Reading extends Replay {
  readonly isStale?: boolean
}

interface SentOne {
  readonly result: SendResult
  readonly reading?: Reading
}

async function* sendOne(
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
  const exchangeNumber = context.nextExchange()
  yield emit({ type: 'request', exchange: exchangeNumber, ...sending })
  if (meanwhile !== undefined) yield emit({ type: 'console', level: 'warn', values: [meanwhile] })
  const result = await ports.send(sending.wire, { signal, timeoutMs: options.timeoutRequestMs })
  yield* tellWait(0, context)
  if (result.kind === 'failed') {
    const { failure, received } = result
    const cookies = received && { cookies: received.cookies }
    yield emit({ type: 'request:failed', exchange: exchangeNumber, failure, ...cookies })
    return { result }
  }
  const { response, timings } = result
  const reading = await read?.(response)
  // newman reads a challenge before it shows the response.
  if (reading?.warning !== undefined) yield emit({ type: 'console', level: 'warn', values: [reading.warning] })
  yield emit({ type: 'response', exchange: exchangeNumber, response, timings })
  yield* heed(result, context)
  return { result, ...(reading && { reading }) }
}

/** What `--max-rps` makes a request wait, with what others before it have waited untold. */
function* tellWait(ms: number, { ports, emit }: ItemContext): Generator<RunEvent, void> {
  const allMs = ms + (ports.pace?.takeHidden() ?? 0)
  if (allMs > 0) yield emit({ type: 'wait', reason: 'rate-limit', ms: allMs })
}

/** What producers learn from a response, and what it says about the clocks. */
function* heed(
  answer: Extract<SendResult, { kind: 'response' }>,
  { ports, options, noteSkew, emit }: ItemContext,
): Generator<RunEvent, void> {
  if (!options.native) return
  ports.produce.hear?.(answer.response)
  const warning = noteSkew(answer)
  if (warning !== undefined) yield emit({ type: 'console', level: 'warn', values: [warning] })
}

/** A request that HTTP does not allow counts as one that failed, as in newman. */
function* refused(sending: Sending, failure: Failure, { nextExchange, emit }: ItemContext): Generator<RunEvent, void> {
  const exchangeNumber = nextExchange()
  yield emit({ type: 'request', exchange: exchangeNumber, ...sending })
  yield emit({ type: 'request:failed', exchange: exchangeNumber, failure })
}

/** As far as a request got that has no wire form. */
function unwired({ method, url, header, behavior }: ResolvedRequest): WireRequest {
  const headers = header.filter(({ disabled }) => disabled !== true)
  return { method: method.toUpperCase(), url, headers, body: { kind: 'none' }, behavior }
}

async function wire(
  request: ResolvedRequest,
  files: Described['files'],
  { ports, options }: ItemContext,
): Promise<ReturnType<typeof toWire>> {
  const hasCookies = request.behavior.disableCookies !== true
  const cookieHeader = hasCookies ? await ports.cookies.headerFor(wireUrl(request)) : ''
  const { userAgent, dropScalars } = options
  return toWire(request, { cookieHeader, files, random: ports.random, userAgent, dropScalars })
}

function failedWire(failure: Failure): ReturnType<typeof toWire> {
  return { kind: 'failed', failure }
}

/** How newman goes on with what cannot be signed (--send-unsigned). */
function unsignedInstead(result: AuthorizeResult): AuthorizeResult {
  return result.kind === 'failed' && result.unsigned !== undefined ? { kind: 'authorized', ...result.unsigned } : result
}

interface Signing {
  readonly request: ResolvedRequest
  readonly sending: SendOptions
}

async function sign(
  { request, pruned }: Extract<WireResult, { kind: 'wire' }>,
  { request: { auth, body }, sending }: Signing,
  authorize: Authorize,
): ReturnType<Authorize> {
  if (auth === undefined) return { kind: 'authorized', request }
  return authorize(request, auth, { sending, ...(body !== undefined && { body }), ...(pruned && { pruned }) })
}

interface Proving {
  readonly outgoing: Outgoing
  readonly sending: SendOptions
}

/** What a script sends is sent as written. */
async function prove(
  request: WireRequest,
  { outgoing: { substitution }, sending }: Proving,
  { ports, options }: ItemContext,
): Promise<ProveResult> {
  if (substitution === undefined || ports.prove === undefined || !options.native) return { kind: 'proved', request }
  return ports.prove(request, producerInput(substitution, ports, sending))
}

function unsent(failure: Failure): Answer {
  return { result: { kind: 'failed', failure }, isUnsigned: false }
}
