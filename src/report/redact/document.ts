import { hideCredentials } from './headers.ts'
import { type Lore, maskedFully } from './lore.ts'
import { isVariable } from './placeholder.ts'
import type { TextMasks } from './text.ts'

/**
 * Masks the secrets in the JSON of a collection, for reporters that are given it: values of variables, headers, parameters and auth
 * whose names are those of secrets, and known secrets wherever they stand. A value that only names a variable stays, be it
 * behind the scheme of an Authorization header.
 */
export function maskDocument(document: unknown, lore: Lore, masks: TextMasks): unknown {
  const { hide } = lore
  const inText = maskedFully(masks.text, lore)
  const isSecret = (name: unknown): name is string =>
    typeof name === 'string' && (lore.isSecret(name) || lore.names.isField(name))

  function walk(json: unknown): unknown {
    if (typeof json === 'string') return inText(json)
    if (Array.isArray(json)) return json.map(walk)
    if (typeof json !== 'object' || json === null) return json
    const entry = json as Readonly<Record<string, unknown>>
    const owner = [entry['key'], entry['name']].find(isSecret) ?? typedName(entry)
    return Object.fromEntries(
      Object.entries(entry).map(([name, value]) => {
        if (isSecret(name)) return [name, maskValue(value, name)]
        return [name, name === 'value' && owner !== undefined ? maskValue(value, owner) : walk(value)]
      }),
    )
  }

  function maskValue(value: unknown, name: string): unknown {
    if (typeof value === 'number') return hide(name, String(value))
    if (typeof value !== 'string') return walk(value)
    const { scheme = '', rest = value } =
      /^(?<scheme>(?:Basic|Bearer|DPoP|Token) )?(?<rest>.*)$/s.exec(value)?.groups ?? {}
    if (rest === '' || isVariable(rest)) return value
    return scheme + (scheme === '' ? hide(name, rest) : hideCredentials(hide, scheme.trim(), rest))
  }

  return walk(document)
}

/** The name of a variable of type `secret`. */
function typedName(entry: Readonly<Record<string, unknown>>): string | undefined {
  if (entry['type'] !== 'secret') return undefined
  return typeof entry['key'] === 'string' ? entry['key'] : 'secret'
}
