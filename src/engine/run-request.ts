import type { RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { Mutation, ScopeName, Scopes } from '../model/scope.ts'
import { runChecks } from './checks.ts'
import type { Carried, ItemContext, RanRequest } from './context.ts'
import type { RunRequestCall, RunRequestResult, SendResult } from './ports.ts'
import { beginFlow } from './produce.ts'
import { produceAndSend } from './produce-and-send.ts'
import { applyMutations } from './scopes.ts'
import { type PhaseEnd, runPhase } from './scripts.ts'

/** An item that runs itself must come to an end. */
const MAX_DEPTH = 10

/**
 * pm.execution.runRequest: runs another item of the collection and hands its response and changes back to the script that asked.
 * All it does appears inside of the item whose script it is. Source: Postman Learning Center, "Run requests from scripts".
 */
export async function* runRequest(
  { id, mutations, overrides }: RunRequestCall,
  carried: Carried,
  context: ItemContext,
): AsyncGenerator<RunEvent, RanRequest> {
  const { made } = carried
  const item = context.find(id)
  const refuse = (reason: string): RanRequest => ({ made, didAssertionFail: false, result: refused(reason) })
  if (item === undefined) return refuse(`there is no request "${id}" in the collection`)
  if (context.depth >= MAX_DEPTH) return refuse(`"${item.name}" is ${MAX_DEPTH} requests deep in others`)

  const given = overrides.map(({ key, value }): Mutation => ({ scope: 'local', name: key, value }))
  const scopes = applyMutations(carried.scopes, [...mutations, ...given])
  const ended = yield* runNested({ scopes, made }, { ...context, item, depth: context.depth + 1 })
  return { made: ended.made, didAssertionFail: ended.didAssertionFail, result: resultOf(ended, scopes) }
}

function resultOf({ result, failure, scopes }: Nested, before: Scopes): RunRequestResult {
  if (failure !== undefined) return { kind: 'failed', failure }
  if (result?.kind === 'failed') return result
  const changes = changesOf(before, scopes)
  return result === undefined ? { kind: 'ran', changes } : { kind: 'ran', answer: result, changes }
}

interface Nested extends Carried, Pick<PhaseEnd, 'didAssertionFail'> {
  /** Absent: its request was skipped, or not reached. */
  readonly result?: SendResult
  readonly failure?: Failure
}

/** The item of the context inside of another: prerequest → native → resolve → send → test → check, as for an item of the plan. */
async function* runNested(carried: Carried, context: ItemContext): AsyncGenerator<RunEvent, Nested> {
  const begun = yield* beginFlow(carried, context)
  const before = yield* runPhase('prerequest', { ...begun, request: context.item.request }, context)
  if (before.isSkipped) return before
  const failure = before.failure ?? before.unsendable
  if (failure !== undefined) return { ...before, failure }

  const { ready, answer } = yield* produceAndSend(before, 'script', context)
  if (answer === undefined) return ready.unsendable === undefined ? ready : { ...ready, failure: ready.unsendable }
  if (answer.result.kind === 'failed') return { ...ready, result: answer.result }
  const scripts = yield* runPhase('test', { ...ready, answer }, context)
  const after = yield* runChecks(scripts, answer, context)
  const didAssertionFail = ready.didAssertionFail || after.didAssertionFail
  return { ...after, didAssertionFail, result: answer.result }
}

/** Variables that are another object than before, or gone. */
function changesOf(before: Scopes, after: Scopes): readonly Mutation[] {
  return (Object.keys(after) as ScopeName[]).flatMap((scope) => {
    const old = new Set(before[scope].values)
    const now = new Set(after[scope].values.map(({ key }) => key))
    const set = after[scope].values.filter((variable) => !old.has(variable))
    const gone = before[scope].values.filter(({ key }) => !now.has(key))
    return [
      ...set.map(({ key, value }): Mutation => ({ scope, name: key, value })),
      ...gone.map(({ key }): Mutation => ({ scope, name: key })),
    ]
  })
}

function refused(reason: string): RunRequestResult {
  const message = `Cannot run a request from a script: ${reason}`
  const failure: Failure = { code: 'SCRIPT_ERROR', message, error: { name: 'Error', message: `runRequest: ${reason}` } }
  return { kind: 'failed', failure }
}
