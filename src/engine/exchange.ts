import type { ProtocolBehavior, RequestTemplate } from '../model/collection.ts'
import type { EventOf, RequestSource, RunEvent } from '../model/event.ts'
import type { ResolvedRequest, WireRequest, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { Answer } from './answer.ts'
import { type Described, describeFiles } from './body-files.ts'
import type { ItemContext } from './context.ts'
import { proofInput } from './natives.ts'
import { withOwnExchanges } from './own-exchange.ts'
import type { AuthorizeResult } from './ports.ts'
import type { ProveResult } from './produced.ts'
import { repeat } from './replay.ts'
import { resolve } from './resolve.ts'
import { type Reading, type Sending, sendOne } from './send-one.ts'
import { type Substitution, substitute } from './substitute.ts'
import { encodeUrl, toText, toWire, type WireResult } from './wire.ts'

/** Challenges answered before the last answer stands. Source: postman-runtime, which allows three replays. */
const MAX_REPLAYS = 3

/** newman's words. */
const TOO_MANY_REPLAYS = 'runtime: maximum intermediate request limit exceeded'

/** A request to send, and for whom. */
export interface Outgoing {
  readonly template: RequestTemplate
  readonly source: Exclude<RequestSource, 'producer'>
  readonly signal: AbortSignal
  readonly behavior: ProtocolBehavior
  /** Absent: the request is sent as written (pm.sendRequest). */
  readonly substitution?: Substitution
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
  const itemName = outgoing.source === 'item' ? nameWithValues(context.item.name, substitution) : undefined
  const found = await describeFiles({ ...resolved.request, ...(itemName !== undefined && { itemName }) }, context)
  const { request } = found
  for (const warning of found.warnings) yield context.emit({ type: 'console', level: 'warn', values: [warning] })
  const used = usedNames(names, outgoing)
  const wired = found.failure === undefined ? await wire(request, found.files, context) : failedWire(found.failure)
  if (wired.kind === 'failed') {
    const sent = { request, wire: wired.request ?? unwired(request) }
    yield* refused({ source: outgoing.source, ...sent, ...used }, wired.failure, context)
    return { ...unsent(wired.failure), sent }
  }
  const attempt = yield* sign(wired, { request, signal: outgoing.signal }, context)
  const signed = context.options.sendUnsigned === true ? unsignedInstead(attempt) : attempt
  if (signed.kind === 'failed') return { ...unsent(signed.failure), isUnsigned: true }
  if (signed.warning !== undefined) yield context.emit({ type: 'console', level: 'warn', values: [signed.warning] })

  let next: WireRequest = signed.request
  for (let replay = 0; ; replay += 1) {
    const source = replay === 0 ? outgoing.source : 'auth'
    const meanwhile = replay === 0 && signed.warnsTwice === true ? signed.warning : undefined
    const proved = await prove(next, outgoing, context)
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

/** newman resolves the name of an item along with its request. */
function nameWithValues(name: string, substitution: Substitution): string | undefined {
  if (!name.includes('{{')) return undefined
  const result = substitute(name, substitution)
  return result.kind === 'text' ? result.text : undefined
}

/** Dynamic variables are nobody's; and what a script sends has seen changes that are told when the script ends. */
function usedNames(names: ReadonlySet<string>, { source, substitution }: Outgoing): Pick<EventOf<'request'>, 'used'> {
  if (source === 'script' || substitution === undefined) return {}
  const used = [...names].filter((name) => !name.startsWith('$') || substitution.lookup(name) !== undefined)
  return used.length === 0 ? {} : { used }
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
  const url = encodeUrl(request)
  const cookieHeader = hasCookies ? await ports.cookies.headerFor(toText(url)) : ''
  const { userAgent, dropScalars } = options
  return toWire(request, { cookieHeader, files, random: ports.random, userAgent, dropScalars, url })
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
  readonly signal: AbortSignal
}

async function* sign(
  { request, pruned }: Extract<WireResult, { kind: 'wire' }>,
  { request: { auth, body }, signal }: Signing,
  context: ItemContext,
): AsyncGenerator<RunEvent, AuthorizeResult> {
  if (auth === undefined) return { kind: 'authorized', request }
  const given = { ...(body !== undefined && { body }), ...(pruned && { pruned }) }
  const { authorize } = context.ports
  const worker = { producer: auth.type, signal }
  return yield* withOwnExchanges((send) => authorize(request, auth, { send, ...given }), worker, context)
}

/** What a script sends is sent as written. */
async function prove(
  request: WireRequest,
  { substitution }: Outgoing,
  { ports, options }: ItemContext,
): Promise<ProveResult> {
  if (substitution === undefined || ports.prove === undefined || !options.native) return { kind: 'proved', request }
  return ports.prove(request, proofInput(substitution, ports))
}

function unsent(failure: Failure): Answer {
  return { result: { kind: 'failed', failure }, isUnsigned: false }
}
