import type { Loaded } from '../load/load.ts'
import { variablesFromJson } from '../load/variables.ts'
import type { Variable } from '../model/collection.ts'
import type { SerializedJar } from '../model/cookie-jar.ts'
import type { CookieRecord } from '../model/exchange.ts'
import type { FinalScopes, VariableScope } from '../model/scope.ts'
import { cookieOf } from './exchange.ts'
import type { Left } from './protocol.ts'

/** The scopes that newman left. Types and origins come from the files: newman's SDK forgets that a variable is secret. */
export function scopesOf(left: Left, { environment, globals, collection }: Loaded): FinalScopes {
  return {
    environment: scopeOf(left.environment, environment),
    globals: scopeOf(left.globals, globals),
    collection: scopeOf(left.collection, { values: collection.variables }),
  }
}

function scopeOf(json: unknown, loaded: VariableScope): VariableScope {
  if (json === undefined) return loaded
  const { values = json } = json as { readonly values?: unknown }
  return {
    ...loaded,
    values: variablesFromJson(values, { honorEnabled: false }).map((variable) => typed(variable, loaded)),
  }
}

function typed(variable: Variable, { values }: VariableScope): Variable {
  const known = values.findLast(({ key }) => key === variable.key)
  const { type: _, ...rest } = variable
  return known?.type === undefined ? rest : { ...rest, type: known.type }
}

/** The jar that newman left; without one, that with which it began. */
export function jarOf({ cookieJar }: Left, { cookieJar: initial }: Loaded): SerializedJar {
  return (cookieJar as SerializedJar | undefined) ?? initial ?? { cookies: [] }
}

/** Its cookies. */
export function cookiesOf({ cookies }: SerializedJar): readonly CookieRecord[] {
  return cookies.map(cookieOf)
}
