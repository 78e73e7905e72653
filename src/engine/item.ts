import type { RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import { runChecks } from './checks.ts'
import type { Carried, ItemContext, ItemEnd } from './context.ts'
import { beginFlow } from './produce.ts'
import { produceAndSend } from './produce-and-send.ts'
import { bailsOut, type PhaseEnd, runPhase } from './scripts.ts'

/**
 * One item: prerequest → native → resolve → wire → authorize → send → test → check.
 * Prerequest scripts come first because they set what the request needs; producers then make what is still missing.
 * What cannot be signed is not sent, and its tests do not run; after any other failed request they do, as in Postman.
 */
export async function* runItem(carried: Carried, context: ItemContext): AsyncGenerator<RunEvent, ItemEnd> {
  const { emit, options, signal, isKnown } = context
  yield emit({ type: 'item:start' })
  if (options.delayRequestMs > 0) {
    yield emit({ type: 'wait', reason: 'delay', ms: options.delayRequestMs })
    await context.ports.clock.sleep(options.delayRequestMs, signal)
  }

  const begun = yield* beginFlow(carried, context)
  const before = yield* runPhase('prerequest', { ...begun, request: context.item.request }, context)
  if (before.isSkipped) return yield* end(before, { outcome: 'skipped' }, context)
  if (before.unsendable !== undefined) return yield* end(before, failed(before.unsendable), context)
  if (bailsOut(before, options)) return yield* end(before, scripted(before), context)
  if (signal.aborted) return yield* end(before, failed(stopped(context)), context)

  const { ready, answer } = yield* produceAndSend(before, 'item', context)
  if (answer === undefined) return yield* end(ready, failed(ready.unsendable ?? stopped(context)), context)
  const unmet = answer.result.kind === 'failed' ? answer.result.failure : undefined
  const endsRun = unmet !== undefined && options.bail !== undefined && !isKnown(unmet)
  const isOver = answer.isUnsigned || signal.aborted || endsRun
  if (isOver) return yield* end(ready, unmet === undefined ? failed(stopped(context)) : failed(unmet), context)

  const scripts = yield* runPhase('test', { ...ready, answer }, context)
  const tests = yield* runChecks(scripts, answer, context)
  const after: PhaseEnd = {
    ...tests,
    jump: tests.jump === undefined ? ready.jump : tests.jump,
    didAssertionFail: ready.didAssertionFail || tests.didAssertionFail,
    didError: ready.didError || tests.didError,
  }
  const failure = unmet ?? ready.failure ?? tests.failure
  return yield* end(after, failure === undefined ? { outcome: 'ran' } : failed(failure), context)
}

type Outcome = { readonly outcome: 'ran' | 'skipped' } | { readonly outcome: 'failed'; readonly failure: Failure }

async function* end(
  phase: PhaseEnd,
  outcome: Outcome,
  { emit, isKnown }: ItemContext,
): AsyncGenerator<RunEvent, ItemEnd> {
  yield emit({ type: 'item:end', ...outcome })
  const { scopes, made, jump, didAssertionFail } = phase
  const didError = phase.didError || (outcome.outcome === 'failed' && !isKnown(outcome.failure))
  return { scopes, made, jump, didAssertionFail, didError }
}

function scripted(phase: PhaseEnd): Outcome {
  return phase.failure === undefined ? { outcome: 'ran' } : failed(phase.failure)
}

function failed(failure: Failure): Outcome {
  return { outcome: 'failed', failure }
}

function stopped({ item }: ItemContext): Failure {
  return { code: 'REQUEST_ABORTED', message: `Cannot finish "${item.name}": the run was stopped` }
}
