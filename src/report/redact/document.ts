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
    if (typeof json === 'string') return inText(maskAssignments(json))
    if (Array.isArray(json)) return json.map(walk)
    if (typeof json !== 'object' || json === null) return json
    const entry = json as Readonly<Record<string, unknown>>
    const owner = [entry['key'], entry['name']].find(isSecret) ?? typedName(entry)
    return Object.fromEntries(
      Object.entries(entry).map(([name, value]) => {
        if (name === 'apikey') return [name, typeof value === 'object' ? maskApiKey(value) : maskValue(value, name)]
        if (isSecret(name)) return [name, maskValue(value, name)]
        return [name, name === 'value' && owner !== undefined ? maskValue(value, owner) : walk(value)]
      }),
    )
  }

  /** A script that gives a secret to a variable: `pm.environment.set('password', '…')`, `const apiKey = '…'`. */
  function maskAssignments(text: string): string {
    if (!/set|const|let|var/.test(text)) return text
    return text.replace(ASSIGNMENT, (...match: readonly unknown[]) => {
      // String.prototype.replace hands the named groups over last.
      const {
        before = '',
        set,
        own,
        quote = '',
        value = '',
      } = match.at(-1) as Readonly<Record<string, string | undefined>>
      const name = set ?? own
      return isSecret(name) && !isVariable(value) ? before + quote + hide(name, value) + quote : String(match[0])
    })
  }

  /** The value is the secret, whatever the name that it is sent under. A list in format v2.1, an object in v2.0. */
  function maskApiKey(parameters: unknown): unknown {
    if (!Array.isArray(parameters)) {
      const { value, ...rest } = (parameters ?? {}) as Readonly<Record<string, unknown>>
      return { ...rest, ...(value !== undefined && { value: maskValue(value, nameOf(rest['key'])) }) }
    }
    const entries = parameters as readonly ({ readonly key?: unknown; readonly value?: unknown } | null)[]
    const name = nameOf(entries.find((entry) => entry?.key === 'key')?.value)
    return entries.map((entry) =>
      entry?.key === 'value' ? { ...entry, value: maskValue(entry.value, name) } : walk(entry),
    )
  }

  function nameOf(key: unknown): string {
    return typeof key === 'string' ? key : 'apikey'
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

const ASSIGNMENT =
  /(?<before>(?:\.set\(\s*["'`](?<set>[\w.-]{1,60})["'`]\s*,|\b(?:const|let|var)\s+(?<own>[\w$]{1,60})\s*=)\s*)(?<quote>["'`])(?<value>[^"'`\\\n]{4,})\k<quote>/g

/** The name of a variable of type `secret`. */
function typedName(entry: Readonly<Record<string, unknown>>): string | undefined {
  if (entry['type'] !== 'secret') return undefined
  return typeof entry['key'] === 'string' ? entry['key'] : 'secret'
}
