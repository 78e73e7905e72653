import type { Mutation, ScopeName } from '../../model/scope.ts'
import type { SentScope } from '../messages.ts'
import type { Realm } from './realm.ts'
import { jsonValue, ScopeView } from './scope.ts'

/** The scopes of a script, whole. */
export type WholeScopes = Readonly<Record<'local' | 'environment' | 'collection' | 'globals' | 'data', SentScope>>

/** The scopes of a script as it sees them. */
export interface Views {
  /** Made when something asks for it. */
  readonly of: (name: ScopeName) => ScopeView
  /** What was made so far. */
  readonly made: Partial<Readonly<Record<ScopeName, ScopeView>>>
}

/** The views of scopes that came from the host. */
export function viewsOf(scopes: WholeScopes, { maker: { sdk } }: Realm): Views {
  const made: Partial<Record<ScopeName, ScopeView>> = {}
  const below = (): readonly ScopeView[] => BELOW_LOCAL.map(of)
  function of(name: ScopeName): ScopeView {
    return (made[name] ??= new ScopeView(name, scopes[name], { sdk, ...(name === 'local' && { layers: below }) }))
  }
  return { of, made }
}

/** Where local variables look for what they have not themselves. */
const BELOW_LOCAL: readonly ScopeName[] = Object.freeze(['data', 'environment', 'collection', 'globals'])

/** What a script changed, in the order of the scopes: the realm keeps the order of changes only within a scope, as Postman's sandbox does. */
export function mutationsOf({ made }: Views): readonly Mutation[] {
  const mutations: Mutation[] = []
  for (const scope of CHANGEABLE) {
    const view = made[scope]
    for (const change of view === undefined ? [] : ScopeView.changesOf(view)) {
      const name = String(change[0])
      // An undefined local variable is empty where it is used; those of other scopes become null on their way, as in newman 6.2.2.
      const isEmpty = scope === 'local' && change[1] === undefined
      if (change.length > 1) mutations.push({ scope, name, value: isEmpty ? '' : jsonValue(change[1]) })
      // What was set and removed again within the script, or never was there, is no change.
      else if (view !== undefined && ScopeView.had(view, name)) mutations.push({ scope, name })
    }
  }
  return mutations
}

const CHANGEABLE = Object.freeze(['local', 'environment', 'collection', 'globals'] as const)

/** Changes a scope as a script would. */
export function apply({ scope, name, value }: Mutation, views: Views): void {
  if (value === undefined) views.of(scope).unset(name)
  else views.of(scope).set(name, value)
}
