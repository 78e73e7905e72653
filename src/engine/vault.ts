import type { Vault } from './ports.ts'
import type { Lookup } from './scopes.ts'

/** How a request names a secret of the vault: `{{vault:name}}`. Source: Postman Learning Center, "Store secrets in your Postman Vault". */
const PREFIX = 'vault:'

/** A lookup that finds secrets of the vault as well, where no scope has a variable of that name. */
export function withVault(lookup: Lookup, vault: Vault): Lookup {
  return (name) => {
    const known = lookup(name)
    if (known !== undefined || !name.startsWith(PREFIX)) return known
    const value = vault.get(name.slice(PREFIX.length))
    return value === undefined ? undefined : { key: name, value, type: 'secret' }
  }
}
