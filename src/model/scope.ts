import type { Variable } from './collection.ts'

/** The scopes of Postman, innermost first. Source: Postman Learning Center, "Variable scopes". */
export type ScopeName = 'local' | 'data' | 'environment' | 'collection' | 'globals'

/** A named list of variables. Of several enabled variables with one key the last wins. */
export interface VariableScope {
  readonly id?: string
  readonly name?: string
  readonly values: readonly Variable[]
}

/** All scopes of a run at one moment. */
export type Scopes = Readonly<Record<ScopeName, VariableScope>>

/** One change of one variable. `value: undefined` removes it. */
export interface Mutation {
  readonly scope: ScopeName
  readonly name: string
  readonly value?: unknown
}

/** The scopes that outlive a run, at its start or its end, as exports and reports need them. Values made by producers are left out. */
export interface FinalScopes {
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly collection: VariableScope
}
