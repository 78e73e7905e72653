import type { Variable } from '../model/collection.ts'

/** The variables that the stand-in gives to an environment. */
export function variablesOf(values: Readonly<Record<string, string>> = {}): readonly Variable[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, ...(/secret/i.test(key) && { type: 'secret' }) }))
}
