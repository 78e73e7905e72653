import { seconds } from '../clock.ts'
import type { ReplyHeaders, Scene } from '../endpoint.ts'
import { liveRow, putExpiring } from '../table.ts'
import type { Session } from '../world.ts'
import type { Flow } from './state.ts'

const LIFE_SECONDS = 30 * 24 * 3600

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly lifeSeconds: number
}

/**
 * The session cookie `ST`. Without `Secure` on plain http, where a cookie jar would drop it.
 * Source: https://developer.pingidentity.com/pingone-api/getting-started/simple-sso-workflow/step-5-submit-login-credentials.html
 */
export function sessionCookie(flow: Flow, scene: Scene): ReplyHeaders {
  return cookie(
    { name: 'ST', value: flow.sessionId, path: `/${scene.environment.id}`, lifeSeconds: LIFE_SECONDS },
    scene,
  )
}

/** Takes the session cookie away. */
export function noSessionCookie(scene: Scene): ReplyHeaders {
  return cookie({ name: 'ST', value: '', path: `/${scene.environment.id}`, lifeSeconds: 0 }, scene)
}

/** The id in the session cookie of a call. */
export function sessionIdOf({ headers }: Scene): string | undefined {
  return /(?:^|;\s*)ST=([^;]+)/.exec(headers.cookie ?? '')?.[1]
}

/** Whether a call may go on with what this session has begun. */
export function mayGoOn(sessionId: unknown, scene: Scene): boolean {
  return scene.world.behaviours.get('session-cookie') === 'optional' || sessionIdOf(scene) === sessionId
}

/** The session of a call: of a user who may still sign on, and not older than this. */
export function sessionOf(scene: Scene, maxAgeSeconds: number): Session | undefined {
  const { environment, world } = scene
  const session = liveRow(environment.sessions, sessionIdOf(scene) ?? '', world.clock.now())
  if (session === undefined || environment.users.get(session.userId)?.enabled !== true) return undefined
  return seconds(world.clock) - session.authTime <= maxAgeSeconds ? session : undefined
}

/** Remembers what a user has done in a flow. */
export function rememberSession({ sessionId, userId, amr }: Flow, { environment, world }: Scene): void {
  if (userId === undefined) return
  const now = world.clock.now()
  const session = {
    id: sessionId,
    userId,
    amr,
    authTime: seconds(world.clock),
    expiresAt: now + LIFE_SECONDS * 1000,
  }
  putExpiring(environment.sessions, session, now)
}

/** The header that sets a cookie. */
export function cookie({ name, value, path, lifeSeconds }: Cookie, { world }: Scene): ReplyHeaders {
  const expires = new Date(world.clock.now() + lifeSeconds * 1000).toUTCString()
  const isSecure = world.origin.startsWith('https:') || world.behaviours.get('session-cookie-secure') === 'always'
  const secure = isSecure ? ' Secure;' : ''
  const attributes = `Path=${path}; Max-Age=${lifeSeconds}; Expires=${expires};${secure} HttpOnly; SameSite=None`
  return { 'set-cookie': `${name}=${value}; ${attributes}` }
}
