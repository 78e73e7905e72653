import type { User } from '../user-records.ts'
import { CLAIMS, scopeNames } from './scopes.ts'

/** All claims about a user. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
export function userClaims(user: User): Readonly<Record<string, unknown>> {
  const { given, family, formatted } = user.name ?? {}
  const name = formatted ?? [given, family].filter((part) => part !== undefined).join(' ')
  return {
    sub: user.id,
    preferred_username: user.username,
    ...(name === '' ? {} : { name }),
    ...(given === undefined ? {} : { given_name: given }),
    ...(family === undefined ? {} : { family_name: family }),
    updated_at: Math.floor(Date.parse(user.updatedAt) / 1000),
    email: user.email,
  }
}

/** The claims about a user that these scopes open. */
export function claimsInScope(user: User, scope: string): Readonly<Record<string, unknown>> {
  const names: readonly string[] = scopeNames(scope)
  const open = Object.entries(CLAIMS).flatMap(([name, claims]) => (names.includes(name) ? claims : []))
  return Object.fromEntries(Object.entries(userClaims(user)).filter(([claim]) => open.includes(claim)))
}
