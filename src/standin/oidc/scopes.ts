import type { Application } from '../records.ts'
import type { Environment } from '../world.ts'

/** The scopes of OpenID Connect and their claims. */
export const CLAIMS: Readonly<Record<string, readonly string[]>> = Object.freeze({
  openid: ['sub', 'auth_time', 'acr', 'amr'],
  profile: ['preferred_username', 'name', 'given_name', 'family_name', 'picture', 'updated_at'],
  email: ['email'],
  address: ['address'],
  phone: ['phone_number'],
})

/** Scopes that an application may ask for without a grant. */
export const SCOPES: readonly string[] = Object.freeze(Object.keys(CLAIMS))

/** Asks for a refresh token. */
export const OFFLINE_ACCESS = 'offline_access'

/** A scope parameter as names, each once. */
export function scopeNames(scope: string): readonly string[] {
  return [...new Set(scope.split(' ').filter((name) => name !== ''))]
}

/** The scopes of resources that were granted to an application. */
export function grantedScopes({ grants }: Application): readonly string[] {
  return grants.rows().flatMap(({ scopes }) => scopes)
}

/** All scopes that an application may ask for on behalf of a user. */
export function userScopes(application: Application): readonly string[] {
  const offline = application.grantTypes.includes('REFRESH_TOKEN') ? [OFFLINE_ACCESS] : []
  return [...SCOPES, ...offline, ...grantedScopes(application)]
}

/**
 * What is wrong with asking for these scopes; undefined: nothing.
 * Source for one resource only: https://developer.pingidentity.com/pingone-api/auth/token-claims.html
 */
export function scopeProblem(
  names: readonly string[],
  allowed: readonly string[],
  { resources }: Environment,
): string | undefined {
  const unknown = names.filter((name) => !allowed.includes(name))
  if (unknown.length > 0) return `The application may not request: ${unknown.join(' ')}`
  const asked = resources.rows().filter(({ scopes }) => scopes.some((name) => names.includes(name)))
  return asked.length > 1 ? 'May not request scopes for multiple resources' : undefined
}
