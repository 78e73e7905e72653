import { isPlaceholder, isSecretField, isSecretName, MASK } from './rules.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { maskText } from './text.ts'

/** Masks known secrets in a text that is in no event. */
export function maskKnown(text: string, values: readonly string[]): string {
  return secretsOf(values).mask(text)
}

/**
 * Masks the secrets in the JSON of a collection, for reporters that are given it: values of variables, headers, parameters and auth
 * whose names are those of secrets, and known secrets wherever they stand. A value that only names a variable stays, be it
 * behind the scheme of an Authorization header.
 */
export function maskDocument(
  document: object,
  { values, names }: { readonly values: readonly string[]; readonly names: readonly string[] },
): object {
  const secrets = secretsOf(values)
  const isSecret = (name: unknown): boolean =>
    typeof name === 'string' && (names.includes(name) || isSecretName(name) || isSecretField(name))

  function walk(json: unknown): unknown {
    if (typeof json === 'string') return maskText(secrets.mask(json), () => undefined)
    if (Array.isArray(json)) return json.map(walk)
    if (typeof json !== 'object' || json === null) return json
    const entry = json as Readonly<Record<string, unknown>>
    const isHidden = isSecret(entry['key']) || isSecret(entry['name']) || entry['type'] === 'secret'
    return Object.fromEntries(
      Object.entries(entry).map(([name, value]) => {
        const hide = isSecret(name) || (isHidden && name === 'value')
        return [name, hide ? maskValue(value) : walk(value)]
      }),
    )
  }

  function maskValue(value: unknown): unknown {
    if (typeof value === 'number') return MASK
    if (typeof value !== 'string') return walk(value)
    return value === '' || isPlaceholder(value.replace(/^(?:Basic|Bearer|DPoP|Token) /, '')) ? value : MASK
  }

  return walk(document) as object
}

function secretsOf(values: readonly string[]): Secrets {
  const secrets = createSecrets()
  for (const value of values) secrets.learn(value)
  return secrets
}
