import type { ReplyHeaders, Scene } from '../endpoint.ts'
import type { Flow } from './state.ts'

const LIFE_SECONDS = 30 * 24 * 3600

/**
 * The session cookie `ST`. Without `Secure`: on plain http a cookie jar would drop it.
 * Source: https://developer.pingidentity.com/pingone-api/getting-started/simple-sso-workflow/step-5-submit-login-credentials.html
 */
export function sessionCookie(flow: Flow, { environment, world }: Scene): ReplyHeaders {
  const expires = new Date(world.clock.now() + LIFE_SECONDS * 1000).toUTCString()
  const attributes = `Path=/${environment.id}; Max-Age=${LIFE_SECONDS}; Expires=${expires}; HttpOnly; SameSite=None`
  return { 'set-cookie': `ST=${flow.sessionId}; ${attributes}` }
}
