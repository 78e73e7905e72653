import type { Failure, RunEvent } from '../model/event.ts'
import type { Mutation, ScopeName, Scopes } from '../model/scope.ts'
import type { PlannedItem } from '../plan/plan.ts'
import type { ItemContext } from './context.ts'
import { exchange } from './exchange.ts'
import type { RunRequestCall, RunRequestResult, SendResult } from './ports.ts'
import { applyMutations, lookupIn } from './scopes.ts'
import { runPhase } from './scripts.ts'
import { withVault } from './vault.ts'

/** An item that runs itself must come to an end. */
const MAX_DEPTH = 10

/**
 * pm.execution.runRequest: runs another item of the collection and hands its response and changes back to the script that asked.
 * All it does appears inside of the item whose script it is. Source: Postman Learning Center, "Run requests from scripts".
 */
export async function* runRequest(
  { id, mutations, overrides }: RunRequestCall,
  scopes: Scopes,
  context: ItemContext,
): AsyncGenerator<RunEvent, RunRequestResult> {
  const item = context.find(id)
  if (item === undefined) return refused(`there is no request "${id}" in the collection`)
  if (context.depth >= MAX_DEPTH) return refused(`"${item.name}" is ${MAX_DEPTH} requests deep in others`)

  const given = overrides.map(({ key, value }): Mutation => ({ scope: 'local', name: key, value }))
  const before = applyMutations(scopes, [...mutations, ...given])
  const ended = yield* runNested(item, before, { ...context, depth: context.depth + 1 })
  const { result, failure } = ended
  if (failure !== undefined) return { kind: 'failed', failure }
  if (result?.kind === 'failed') return result
  const changes = changesOf(before, ended.scopes)
  return result === undefined ? { kind: 'ran', changes } : { kind: 'ran', answer: result, changes }
}

interface Nested {
  readonly scopes: Scopes
  /** Absent: its request was skipped, or not reached. */
  readonly result?: SendResult
  readonly failure?: Failure
}

/** One item inside of another: prerequest → resolve → send → test, as for an item of the plan, but for producers. */
async function* runNested(item: PlannedItem, scopes: Scopes, outer: ItemContext): AsyncGenerator<RunEvent, Nested> {
  const context: ItemContext = { ...outer, item }
  const start = { scopes, made: new Map(), request: item.request }
  const before = yield* runPhase('prerequest', start, context)
  if (before.isSkipped) return { scopes: before.scopes }
  if (before.failure !== undefined) return { scopes: before.scopes, failure: before.failure }

  const answer = yield* exchange(
    {
      template: before.request,
      source: 'script',
      signal: context.signal,
      behavior: item.behavior,
      substitution: {
        lookup: withVault(lookupIn(before.scopes), context.ports.vault),
        dynamicValue: context.ports.dynamicValue,
        angle: context.options.angle,
      },
    },
    context,
  )
  if (answer.result.kind === 'failed') return { scopes: before.scopes, result: answer.result }
  const after = yield* runPhase('test', { ...before, answer }, context)
  return { scopes: after.scopes, result: answer.result, ...(after.failure && { failure: after.failure }) }
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
