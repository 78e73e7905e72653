import { isObject } from '../plain.ts'
import type { ExternalAttribute, ProviderAttribute } from './records.ts'

/** Claims of an ID token and of the user information. */
export type Claims = Readonly<Record<string, unknown>>

/** `${providerAttributes.email}`, or `${providerAttributes['name.family']}` where a name has a dot of its own. */
const PLACEHOLDER = /^\$\{providerAttributes(?:\.([\w.-]+)|\['([^']+)'\])\}$/

/** Whether a text can be the value of a mapping. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text)
}

/**
 * What the claims of a provider come to in attributes of ours; those without a value are left out, and of several values the first one counts.
 * Source: https://developer.pingidentity.com/pingone-api/platform/identity-provider-management.html
 */
export function mapped(claims: Claims, attributes: readonly ProviderAttribute[]): readonly ExternalAttribute[] {
  return attributes.flatMap(({ name, value: placeholder, update }) => {
    const value = textOf(claimOf(claims, placeholder))
    return value === undefined || value === '' ? [] : [{ name, value, update }]
  })
}

function claimOf(claims: Claims, placeholder: string): unknown {
  const [, path, quoted] = PLACEHOLDER.exec(placeholder) ?? []
  if (quoted !== undefined) return claims[quoted]
  return (path ?? '').split('.').reduce<unknown>((inner, part) => (isObject(inner) ? inner[part] : undefined), claims)
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean'
    ? String(first)
    : undefined
}
