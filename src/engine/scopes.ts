import type { Variable } from '../model/collection.ts'
import type { Mutation, ScopeName, Scopes, VariableScope } from '../model/scope.ts'

/**
 * Innermost first: what a script set for this run, then the data row, environment, collection, globals.
 * Source: Postman Learning Center, "Variable scopes".
 */
const PRECEDENCE: readonly ScopeName[] = Object.freeze(['local', 'data', 'environment', 'collection', 'globals'])

/** Finds a variable by name in all scopes. */
export type Lookup = (name: string) => Variable | undefined

/** A lookup over the scopes as they are now: disabled variables are passed over, the last of several equal names wins. */
export function lookupIn(scopes: Scopes): Lookup {
  const byName = new Map<string, Variable>()
  for (const scope of PRECEDENCE) {
    const inner = new Map<string, Variable>()
    for (const variable of scopes[scope].values) if (variable.disabled !== true) inner.set(variable.key, variable)
    for (const [name, variable] of inner) if (!byName.has(name)) byName.set(name, variable)
  }
  return (name) => byName.get(name)
}

/** The scopes after some mutations, in order. Types and positions of variables are kept. */
export function applyMutations(scopes: Scopes, mutations: readonly Mutation[]): Scopes {
  return mutations.reduce<Scopes>(
    (before, mutation) => ({ ...before, [mutation.scope]: applyMutation(before[mutation.scope], mutation) }),
    scopes,
  )
}

function applyMutation(scope: VariableScope, { name, value }: Mutation): VariableScope {
  if (value === undefined) {
    const rest = scope.values.filter(({ key, disabled }) => key !== name || disabled === true)
    return { ...scope, values: rest }
  }
  const at = scope.values.findLastIndex(({ key, disabled }) => key === name && disabled !== true)
  const old = scope.values[at]
  const changed: Variable =
    old?.type === undefined ? { key: name, value } : { key: name, value: typed(value, old.type), type: old.type }
  return { ...scope, values: old === undefined ? [...scope.values, changed] : scope.values.with(at, changed) }
}

/** A value as a variable of this type keeps it. Source: postman-collection, Variable. */
function typed(value: unknown, type: string): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? value.toString() : value
    case 'number':
      return Number(value)
    case 'boolean':
      return Boolean(value)
    default:
      return value
  }
}

/** The scope of one row of iteration data. */
export function dataScope(row: Readonly<Record<string, unknown>> | undefined): VariableScope {
  return { values: Object.entries(row ?? {}).map(([key, value]) => ({ key, value, origin: 'data' })) }
}
