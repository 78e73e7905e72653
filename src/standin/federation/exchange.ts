import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { Scene } from '../endpoint.ts'
import { isObject } from '../plain.ts'
import type { Claims } from './mapping.ts'
import type { ExternalAuthentication, IdentityProvider } from './records.ts'

/** A provider that is slower is taken for gone. */
const TIMEOUT_MS = 10_000

/** Why a provider's answer cannot be used. */
export class ProviderError extends Error {
  override readonly name: string = 'ProviderError'
}

/**
 * Gives a provider its code back for the claims about the user: those of the ID token, which is verified, and of the user information where the
 * provider has some. Rejects with ProviderError. Source: OpenID Connect Core, sections 3.1.3 and 5.3.
 */
export async function claimsFor(
  code: string,
  { provider, begun }: { readonly provider: IdentityProvider; readonly begun: ExternalAuthentication },
  { world }: Scene,
): Promise<Claims & { readonly sub: string }> {
  const tokens = await askForTokens(code, provider, begun.redirectUri)
  const { id_token, access_token } = tokens
  if (typeof id_token !== 'string') throw new ProviderError('The identity provider has sent no ID token.')
  const claims = await verified(id_token, provider, new Date(world.clock.now()))
  if (claims.nonce !== begun.nonce) throw new ProviderError('The ID token is for another request.')
  if (claims.sub === undefined) throw new ProviderError('The ID token names no user.')
  const { userInfoEndpoint } = provider
  if (userInfoEndpoint === undefined || typeof access_token !== 'string') return { ...claims, sub: claims.sub }
  const person = await ask(userInfoEndpoint, { headers: { authorization: `Bearer ${access_token}` } })
  // Source: OpenID Connect Core, section 5.3.2.
  if (person['sub'] !== claims.sub) throw new ProviderError('The user information is about another user.')
  return { ...person, ...claims, sub: claims.sub }
}

async function askForTokens(code: string, provider: IdentityProvider, redirectUri: string): Promise<Claims> {
  const { clientId, clientSecret, tokenEndpoint, tokenEndpointAuthMethod: method } = provider
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri })
  if (method !== 'CLIENT_SECRET_BASIC') form.set('client_id', clientId)
  if (method === 'CLIENT_SECRET_POST') form.set('client_secret', clientSecret)
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (method === 'CLIENT_SECRET_BASIC') {
    const pair = [clientId, clientSecret].map(encodeURIComponent).join(':')
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`
  }
  return ask(tokenEndpoint, { method: 'POST', headers, body: form.toString() })
}

async function ask(url: string, request: RequestInit): Promise<Claims> {
  try {
    const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const body: unknown = await response.json()
    if (response.ok && isObject(body)) return body
  } catch {
    // Said below: what went wrong there must not tell more than the provider would.
  }
  throw new ProviderError('The identity provider has refused, or cannot be reached.')
}

async function verified(
  idToken: string,
  { issuer, clientId: audience, jwksEndpoint }: IdentityProvider,
  currentDate: Date,
): Promise<JWTPayload & { readonly nonce?: unknown }> {
  try {
    const keys = createRemoteJWKSet(new URL(jwksEndpoint), { timeoutDuration: TIMEOUT_MS })
    return (await jwtVerify(idToken, keys, { issuer, audience, currentDate })).payload
  } catch {
    throw new ProviderError('The ID token cannot be verified.')
  }
}
