import type { RunnerError } from '../errors.ts'
import type { Variable } from '../model/collection.ts'
import type { VariableScope } from '../model/scope.ts'
import { type Input, refusal } from './input.ts'
import { isRecord, textOf } from './plain.ts'
import { castValue, type VariableOptions, variablesFromJson } from './variables.ts'

/** The inputs that hold one scope. */
export type ScopeKind = 'environment' | 'globals'

/** How messages call such an input. */
export type ScopeInput = Pick<Input, 'name'> & { readonly kind: ScopeKind }

/**
 * An environment or globals file: `{ values: […] }`, the same wrapped as the Postman API sends it, or the list alone.
 * Fails with ENVIRONMENT_INVALID.
 */
export function parseScope(json: unknown, input: ScopeInput, options: VariableOptions = {}): VariableScope {
  const scope = unwrapScope(json, input.kind)
  const values = isRecord(scope) ? scope['values'] : scope
  if (!Array.isArray(values)) throw shapeRefusal(input, json)
  const stranger = values.findIndex((entry) => !isRecord(entry))
  if (stranger >= 0) throw invalid(input, `entry ${stranger + 1} of its values is not an object`)
  const id = isRecord(scope) ? textOf(scope['id']) : undefined
  const name = isRecord(scope) ? textOf(scope['name']) : undefined
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    values: variablesFromJson(values, options),
  }
}

/** The object that has the values, or their list: the Postman API wraps it in a member named after its kind. */
export function unwrapScope(json: unknown, kind: ScopeKind): unknown {
  const wrapped = isRecord(json) ? json[kind] : undefined
  return isRecord(wrapped) || Array.isArray(wrapped) ? wrapped : json
}

/** Sets what --env-var or --global-var give. A variable that is there keeps its place and type; a disabled one is another. */
export function assignVariables(scope: VariableScope, assignments: readonly Variable[]): VariableScope {
  return { ...scope, values: assignments.reduce(assign, scope.values) }
}

function assign(values: readonly Variable[], { key, value }: Variable): readonly Variable[] {
  const place = values.findLastIndex((variable) => variable.key === key && !variable.disabled)
  const type = values[place]?.type
  const assigned: Variable = {
    key,
    value: castValue(value, type),
    ...(type === undefined ? {} : { type }),
    origin: 'cli',
  }
  return place < 0 ? [...values, assigned] : values.with(place, assigned)
}

function invalid(input: ScopeInput, reason: string, hint?: string): RunnerError {
  return refusal(input, reason, { code: 'ENVIRONMENT_INVALID', hint: hint ?? shapeHint(input) })
}

function shapeHint({ kind }: ScopeInput): string {
  return `Export the ${kind} in Postman, or write { "values": [{ "key": "name", "value": "text" }] }`
}

function shapeRefusal(input: ScopeInput, json: unknown): RunnerError {
  const body = isRecord(json) && isRecord(json['collection']) ? json['collection'] : json
  if (isRecord(body) && (Array.isArray(body['item']) || Array.isArray(body['requests']))) {
    return invalid(input, 'it is a collection', `A collection is passed without a flag: flowgate run ${input.name}`)
  }
  return invalid(input, 'it has no list of values')
}
