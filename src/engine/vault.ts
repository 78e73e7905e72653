import type { Variable } from '../model/collection.ts'
import type { Vault } from './ports.ts'
import type { Lookup } from './scopes.ts'

/** How a request names a secret of the vault: `{{vault:name}}`. Source: Postman Learning Center, "Store secrets in your Postman Vault". */
const PREFIX = 'vault:'

/** The vault of one run. */
export function createVault(secrets: readonly Variable[]): Vault {
  const values = new Map(secrets.map(({ key, value }) => [key, String(value)]))
  return {
    get: (name) => values.get(name),
    set: (name, value) => void values.set(name, value),
    unset: (name) => void values.delete(name),
  }
}

/** A lookup that finds secrets of the vault as well, where no scope has a variable of that name. */
export function withVault(lookup: Lookup, vault: Vault): Lookup {
  return (name) => {
    const known = lookup(name)
    if (known !== undefined || !name.startsWith(PREFIX)) return known
    const value = vault.get(name.slice(PREFIX.length))
    return value === undefined ? undefined : { key: name, value, type: 'secret' }
  }
}
