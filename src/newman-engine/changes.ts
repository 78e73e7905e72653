import type { ScopeName } from '../model/scope.ts'
import type { Execution, Mutated } from './newman.ts'

/** A change of one variable; without `value` it was removed. */
interface Changed {
  readonly scope: ScopeName
  readonly name: string
  readonly value?: unknown
}

const SCOPES: Readonly<Record<'_variables' | 'environment' | 'collectionVariables' | 'globals', ScopeName>> =
  Object.freeze({
    _variables: 'local',
    environment: 'environment',
    collectionVariables: 'collection',
    globals: 'globals',
  })

/** What a script changed. The SDK keeps one entry a name, the last: `[name, value]`, or `[name]` for what was removed. */
export function changesOf(execution: Execution): readonly Changed[] {
  const names = Object.keys(SCOPES) as readonly (keyof typeof SCOPES)[]
  return names.flatMap((name) => changesIn(SCOPES[name], execution[name]))
}

function changesIn(scope: ScopeName, mutated: Mutated | undefined): readonly Changed[] {
  const { mutations } = (mutated?.toJSON() ?? {}) as { readonly mutations?: Mutations }
  const entries = [...Object.values(mutations?.compacted ?? {}), ...(mutations?.stream ?? [])]
  return entries.map(([name, ...value]) => ({ scope, name, ...(value.length > 0 && { value: plain(value[0]) }) }))
}

interface Mutations {
  readonly compacted?: Readonly<Record<string, readonly [string, unknown?]>>
  readonly stream?: readonly (readonly [string, unknown?])[]
}

/** A value that can go to another process: what cannot (a function) goes as text. */
export function plain(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    return String(value)
  }
}
