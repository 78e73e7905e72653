import type { Item } from 'postman-collection'
import type { NewmanCursor } from './cursor.ts'
import type { RunScript, ScriptExecution } from './happening.ts'
import { idOf } from './id.ts'
import type { Moment } from './moment.ts'
import type { Sdk } from './sdk.ts'

/** What the exchange before a script left for it. */
export interface Exchanged {
  readonly request?: unknown
  readonly response?: unknown
  readonly cookies?: readonly unknown[]
}

/** Where a script ran. */
export interface ExecutionPlace {
  readonly cursor: NewmanCursor
  readonly item: Item
  readonly exchanged: Exchanged
  readonly moment: Moment
}

/**
 * The `execution` of a script: what it had, and what it left. Objects of the SDK are made when somebody reads them: hardly anybody does.
 * Source: newman 6.2.2, observed.
 */
export function createExecution(
  { script, nextRequest }: ScriptExecution,
  { cursor, item, exchanged, moment }: ExecutionPlace,
  sdk: Sdk,
): object {
  const { request = item.request, response, cookies = [] } = script.phase === 'test' ? exchanged : {}
  const { environment, globals, collection, local, data } = moment
  const execution = {
    id: cursor.execution,
    target: script.phase,
    cursor,
    data,
    cookies,
    request,
    ...(response !== undefined && { response }),
    return: nextRequest === undefined ? {} : { nextRequest },
  }
  const scopes = { _variables: local, environment, collectionVariables: collection, globals }
  for (const [name, scope] of Object.entries(scopes)) whenRead(execution, name, () => sdk.scope(scope, undefined))
  return execution
}

function whenRead(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make()
      Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
      return value
    },
  })
}

/** Names one run of a script. */
export function executionId({ ref }: NewmanCursor, { ref: script, phase, index }: RunScript): string {
  return idOf(ref, script.id, phase, index)
}
