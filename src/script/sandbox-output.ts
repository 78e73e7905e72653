import { requestFromJson, requestToJson } from '../load/request.ts'
import type { RequestTemplate } from '../model/collection.ts'
import type { Mutation, ScopeName } from '../model/scope.ts'
import type { PlainAssertion, ScriptEnd, ScriptInput, SentScope } from './messages.ts'
import { plainError, plainValue, type ScriptText } from './plain-value.ts'

/** The execution that postman-sandbox hands back: what we read of it. */
export interface LiveExecution {
  readonly request?: unknown
  readonly return?: { readonly nextRequest?: unknown }
  readonly _variables: LiveScope
  readonly environment: LiveScope
  readonly collectionVariables: LiveScope
  readonly globals: LiveScope
}

/** The SDK's VariableScope with its MutationTracker: `[key, value, options]` was set, `[key]` was removed. */
interface LiveScope {
  readonly mutations: {
    readonly compacted: Readonly<Record<string, readonly [key: unknown, value?: unknown, options?: unknown]>>
  }
}

/** An entry of the sandbox's assertion event. */
export interface LiveAssertion {
  readonly name: string
  readonly index: number
  readonly skipped: boolean
  readonly passed: boolean
  readonly error: unknown
}

/** What a finished script leaves behind. */
export function endOf(execution: LiveExecution, input: ScriptInput, skipRequest: boolean): ScriptEnd {
  const { scopes } = input
  const request = input.phase === 'prerequest' ? changedRequest(execution.request, input.request) : undefined
  const next = execution.return?.nextRequest
  return {
    // The sandbox keeps the order only within a scope.
    mutations: [
      ...mutationsOf('local', execution._variables, scopes.local),
      ...mutationsOf('environment', execution.environment, scopes.environment),
      ...mutationsOf('collection', execution.collectionVariables, scopes.collection),
      ...mutationsOf('globals', execution.globals, scopes.globals),
    ],
    ...(request ? { request } : {}),
    ...(next === undefined ? {} : { nextRequest: typeof next === 'string' ? next : null }),
    skipRequest,
  }
}

/** An assertion of the sandbox → plain data. */
export function plainAssertion(
  { name, index, skipped, passed, error }: LiveAssertion,
  text: ScriptText,
): PlainAssertion {
  return { name: String(name), index, skipped, ...(passed ? {} : { error: plainError(error, text) }) }
}

/** A live SDK request → template. */
export function templateOf(request: unknown): RequestTemplate {
  return requestFromJson(JSON.parse(JSON.stringify(request)))
}

function changedRequest(live: unknown, before: RequestTemplate): RequestTemplate | undefined {
  const after = templateOf(live)
  return JSON.stringify(after) === JSON.stringify(requestFromJson(requestToJson(before))) ? undefined : after
}

function mutationsOf(scope: ScopeName, live: LiveScope, before: SentScope): readonly Mutation[] {
  return Object.values(live.mutations.compacted).flatMap((change) => {
    const name = String(change[0])
    if (change.length > 1) return [{ scope, name, value: jsonValue(change[1]) }]
    // What was set and removed again within the script, or never was there, is no change.
    return before.values.some((variable) => variable.key === name && !variable.disabled) ? [{ scope, name }] : []
  })
}

/** A variable's value as it leaves the sandbox: scalars keep their type, objects become what JSON makes of them. */
function jsonValue(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
  if (value === undefined) return undefined
  try {
    const text: string | undefined = JSON.stringify(value)
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    // Circular: newman would keep it in memory, but no export and no report could hold it.
    return plainValue(value, { label: '', lines: 0 })
  }
}
