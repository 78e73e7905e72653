import type { Vault } from '../engine/ports.ts'
import type { Variable } from '../model/collection.ts'

/** The vault of one run. */
export function createVault(secrets: readonly Variable[]): Vault {
  const values = new Map(secrets.map(({ key, value }) => [key, String(value)]))
  const written: { readonly name: string; readonly value: string }[] = []
  return {
    get: (name) => values.get(name),
    set: (name, value) => {
      values.set(name, value)
      written.push({ name, value })
    },
    unset: (name) => void values.delete(name),
    written: () => written,
  }
}
