import { check, object, optional, text } from '../check.ts'
import type { ReplyHeaders, Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { isSame } from '../otp.ts'
import type { RememberedBrowser, User } from '../user-records.ts'
import { cookie } from './session.ts'

/** The media type that asks whether a browser is remembered. */
export const PAYLOAD_CHECK = 'application/vnd.pingidentity.payload.check+json'

/** The cookie of a remembered browser. Its name is ours. */
const COOKIE = 'RM'

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/remembered-devices/check_remembered_device.html */
const SHAPE = {
  user: object({ id: text() }),
  policy: object({ id: text() }),
  payload: object({ type: text(), value: text() }),
  deviceSession: optional(object({ id: text() })),
}

/** What a `payload.check` is about, and whether the browser is remembered. */
export function checkPayload(
  body: unknown,
  scene: Scene,
): { readonly user: User; readonly policyId: string; readonly isRemembered: boolean } {
  const { user, policy, payload, deviceSession } = check(SHAPE, body)
  const { environment, headers, world } = scene
  const owner = environment.users.get(user.id)
  if (owner === undefined) throw invalidValue('user.id', 'The user does not exist.')
  rememberMsOf(policy.id, scene)
  const secret = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1] ?? ''
  const isPayloadKept = world.behaviours.get('remembered-payload') === 'same'
  const found = owner.browsers.find(
    (browser) =>
      isSame(browser.secret, secret) &&
      browser.expiresAt > world.clock.now() &&
      (browser.sessionId === undefined || browser.sessionId === deviceSession?.id) &&
      (!isPayloadKept || browser.payload === payload.value),
  )
  return { user: owner, policyId: policy.id, isRemembered: found !== undefined }
}

/** How long a policy has browsers remembered. Fails with INVALID_DATA where it does not. */
export function rememberMsOf(policyId: string, { environment }: Scene): number {
  const policy = environment.devicePolicies.get(policyId)
  if (policy === undefined) throw invalidValue('policy.id', 'The device authentication policy does not exist.')
  if (policy.rememberMs === undefined) {
    throw invalidValue('policy.id', 'The device authentication policy does not remember browsers.')
  }
  return policy.rememberMs
}

/** Tells a browser that it is remembered. */
export function browserCookie({ secret, expiresAt }: RememberedBrowser, scene: Scene): ReplyHeaders {
  const lifeSeconds = Math.round((expiresAt - scene.world.clock.now()) / 1000)
  return cookie({ name: COOKIE, value: secret, path: '/', lifeSeconds }, scene)
}
