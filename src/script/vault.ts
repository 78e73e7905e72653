import type { Vault } from '../engine/ports.ts'
import type { Variable } from '../model/collection.ts'

/** The vault of one run. */
export function createVault(secrets: readonly Variable[]): Vault {
  const values = new Map(secrets.map(({ key, value }) => [key, String(value)]))
  return {
    get: (name) => values.get(name),
    set: (name, value) => void values.set(name, value),
    unset: (name) => void values.delete(name),
  }
}
