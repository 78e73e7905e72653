import type { RequestTemplate } from '../model/collection.ts'
import type { Phase, RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { EngineOptions } from '../model/options.ts'
import { type Jump, jumpTo } from '../plan/cursor.ts'
import type { PlannedScript } from '../plan/plan.ts'
import type { Answer } from './answer.ts'
import { Channel, drain, finish } from './channel.ts'
import type { Carried, ItemContext } from './context.ts'
import type { Made } from './natives.ts'
import type { ScriptBridge, ScriptJob, ScriptOutcome } from './ports.ts'
import { produceMarked } from './produce.ts'
import { applyMutations } from './scopes.ts'
import { withOwnAuth, withoutSharedAuth } from './script-auth.ts'
import { sendFromScript } from './script-send.ts'
import { inTurn, Turn } from './turn.ts'

/** What all scripts of one phase came to. */
export interface PhaseEnd extends Carried {
  readonly request: RequestTemplate
  readonly jump: Jump
  readonly isSkipped: boolean
  /** Did an assertion fail that is not known to. */
  readonly didAssertionFail: boolean
  /** Did a script fail that is not known to. */
  readonly didError: boolean
  /** How many were made. */
  readonly assertions: number
  /** The first script that failed. */
  readonly failure?: Failure
  /** A producer that stands for a script could not make its value: nothing may be sent. */
  readonly unsendable?: Failure
}

/** What the scripts of a phase start from. */
export interface PhaseStart extends Carried {
  readonly request: RequestTemplate
  readonly answer?: Answer
}

/** Runs the scripts of one phase, outermost first; a marked one is done by its producer instead. */
export async function* runPhase(
  phase: Phase,
  start: PhaseStart,
  context: ItemContext,
): AsyncGenerator<RunEvent, PhaseEnd> {
  let end: PhaseEnd = {
    ...start,
    jump: undefined,
    isSkipped: false,
    didAssertionFail: false,
    didError: false,
    assertions: 0,
  }

  for (const planned of context.item[phase]) {
    const isOver = end.isSkipped || end.unsendable !== undefined || bailsOut(end, context.options)
    if (context.signal.aborted || isOver) break
    const producer = phase === 'prerequest' && context.options.native ? planned.script.native : undefined
    if (producer !== undefined) {
      end = yield* produceMarked(producer, end, context)
      continue
    }

    if (isBlank(planned)) {
      // Counted as newman counts it; starting a sandbox for it would be for nothing.
      yield context.emit({ type: 'script:start', script: planned.ref, phase })
      yield context.emit({ type: 'script:end', script: planned.ref, phase, durationMs: 0 })
      continue
    }

    const job = scriptJob(planned, { ...start, ...end, phase }, context)
    end = after(yield* runScript(job, context, end), end, context)
  }
  return end
}

/** Does the run end here, because of what the scripts of the phase came to. */
export function bailsOut(
  { didError, didAssertionFail }: Pick<PhaseEnd, 'didError' | 'didAssertionFail'>,
  { bail }: Pick<EngineOptions, 'bail'>,
): boolean {
  return bail !== undefined && (didError || (bail === 'failure' && didAssertionFail))
}

/** Is there nothing to run. */
export function isBlank({ script }: PlannedScript): boolean {
  return script.source.trim() === ''
}

interface RanScript extends ScriptOutcome, Before {
  readonly didAssertionFail: boolean
}

/** What a script begins with, and leaves to the next. */
interface Before {
  /** Assertions that the phase has begun so far. */
  readonly assertions: number
  readonly made: Made
}

/** Runs one script; what it prints, asserts and sends appears in the stream as it happens. */
async function* runScript(job: ScriptJob, context: ItemContext, before: Before): AsyncGenerator<RunEvent, RanScript> {
  const { emit, ports } = context
  const { ref: script, phase } = job
  const events = new Channel<RunEvent>()
  const nested: Promise<unknown>[] = []
  const turn = new Turn()
  const ending = new AbortController()
  const cutOff = (): void => ending.abort()
  job.signal.addEventListener('abort', cutOff, { once: true })
  let { assertions, made } = before
  let didAssertionFail = false
  let late: Failure | undefined

  const bridge: ScriptBridge = {
    cookies: ports.cookies,
    vault: ports.vault,
    runRequest(call) {
      const started = context.runRequest(call, { scopes: job.scopes, made }, context)
      const ran = drain(started, events).then((ended) => {
        made = new Map([...made, ...ended.made])
        didAssertionFail ||= ended.didAssertionFail
        return ended.result
      })
      nested.push(ran)
      return ran
    },
    print: (level, values, rich) => events.push(emit({ type: 'console', level, values, ...(rich && { rich }) })),
    exception(thrown) {
      // newman 6.2.2 with --bail folder: what is thrown late fails the script like anything else.
      if (context.options.bail === 'folder') {
        late ??= thrown
        return
      }
      const text = thrown.error?.stack ?? thrown.message
      events.push(emit({ type: 'console', level: 'error', values: [text], thrown }))
    },
    assert(assertion) {
      didAssertionFail ||= assertion.outcome === 'failed' && !context.isKnown(assertion.failure, assertion.name)
      const index = before.assertions + assertion.index
      events.push(emit({ type: 'assertion', script, ...assertion, index }))
      assertions = Math.max(assertions, index + 1)
    },
    send(request) {
      const started = sendFromScript(request, ending.signal, context)
      const sent = drain(inTurn(started, turn), events).then(({ result }) => result)
      nested.push(sent)
      return sent
    },
    heard: () => turn.pass(),
  }

  yield emit({ type: 'script:start', script, phase })
  const startedAt = ports.clock.now()
  const running = finish(ports.runScript(job, bridge), async () => {
    // A script that was cut off leaves exchanges behind: each still gets its answer in the stream.
    if (nested.length > 0) cutOff()
    job.signal.removeEventListener('abort', cutOff)
    turn.open()
    await Promise.all(nested)
    events.close()
  })
  yield* events
  const ended = await running
  const outcome = late === undefined ? ended : { failure: late, ...ended }
  const durationMs = ports.clock.now() - startedAt
  const { failure, nextRequest } = outcome
  for (const { scope, name, value } of outcome.mutations) {
    yield emit({ type: 'mutation', scope, name, by: script, ...(value !== undefined && { value }) })
  }
  yield emit({
    type: 'script:end',
    script,
    phase,
    durationMs,
    ...(failure && { failure }),
    ...(nextRequest !== undefined && { nextRequest }),
  })
  return { ...outcome, assertions, made, didAssertionFail }
}

function scriptJob(
  planned: PlannedScript,
  start: PhaseStart & { readonly phase: Phase },
  context: ItemContext,
): ScriptJob {
  const { item, cursor, iterations, options, signal } = context
  const { result, sent } = start.answer ?? {}
  return {
    script: planned.script,
    ref: planned.ref,
    phase: start.phase,
    cursor,
    iterations,
    scopes: start.scopes,
    request: withoutSharedAuth(start.request),
    location: item.location,
    timeoutMs: options.timeoutScriptMs,
    signal,
    ...(context.depth > 0 && { isNested: true }),
    ...(sent && { sent }),
    ...(result?.kind === 'response' && { response: result.response, timings: result.timings }),
    ...(result?.kind === 'failed' && result.received && { received: result.received }),
  }
}

function after(outcome: RanScript, before: PhaseEnd, { isKnown }: ItemContext): PhaseEnd {
  const failure = before.failure ?? outcome.failure
  return {
    ...before,
    made: outcome.made,
    assertions: outcome.assertions,
    scopes: applyMutations(before.scopes, outcome.mutations),
    request: outcome.request === undefined ? before.request : withOwnAuth(outcome.request, before.request),
    jump: outcome.nextRequest === undefined ? before.jump : jumpTo(outcome.nextRequest),
    isSkipped: outcome.skipRequest,
    didAssertionFail: before.didAssertionFail || outcome.didAssertionFail,
    didError: before.didError || (outcome.failure !== undefined && !isKnown(outcome.failure)),
    ...(failure && { failure }),
  }
}
