import { createRequire } from 'node:module'
import type { DynamicValue } from '../engine/ports.ts'

/** The part of postman-collection that knows the dynamic variables. */
interface Sdk {
  readonly Property: { readonly replaceSubstitutions: (text: string, variables: readonly unknown[]) => string }
}

/**
 * The dynamic variables of postman-collection (`$guid`, `$timestamp`, `$randomInt` …), each use a new value.
 * The package is loaded at the first use: it takes a tenth of a second, and most runs need none.
 * Source: Postman Learning Center, "Dynamic variables".
 */
export function createDynamicValue(): DynamicValue {
  let sdk: Sdk | undefined
  return (name) => {
    sdk ??= createRequire(import.meta.url)('postman-collection') as Sdk
    const written = `{{$${name}}}`
    const value = sdk.Property.replaceSubstitutions(written, [])
    return value === written ? undefined : value
  }
}
