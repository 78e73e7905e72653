import type { Application } from '../records.ts'

/** Source: OpenID Connect Core, section 3; OAuth 2.0 Multiple Response Types. */
export const RESPONSE_TYPES: readonly string[] = Object.freeze([
  'code',
  'token',
  'id_token',
  'token id_token',
  'code token',
  'code id_token',
  'code token id_token',
])

/** The types of a `response_type`, in whatever order they came; undefined: PingOne has no such combination. */
export function readResponseTypes(value: string): readonly string[] | undefined {
  const wanted = value.split(' ').toSorted().join(' ')
  return RESPONSE_TYPES.find((types) => types.split(' ').toSorted().join(' ') === wanted)?.split(' ')
}

/** True when an application is registered for all of these response types and the grants behind them. */
export function usesResponseTypes({ responseTypes, grantTypes }: Application, types: readonly string[]): boolean {
  return types.every(
    (type) =>
      responseTypes.includes(type.toUpperCase()) &&
      grantTypes.includes(type === 'code' ? 'AUTHORIZATION_CODE' : 'IMPLICIT'),
  )
}
