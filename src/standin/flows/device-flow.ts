import { inEnvironment } from '../access.ts'
import { type Endpoint, found, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import type { Application } from '../records.ts'
import { putExpiring } from '../table.ts'
import { assignedPolicies, defaultPolicy, NO_REQUEST, openingFlow } from './opening.ts'
import { sessionCookie } from './session.ts'
import { startOf } from './start.ts'
import { signOnPage } from './view.ts'

/** Nothing is said about the user. */
const DEMAND = {
  demand: { isSilent: false, isFresh: false, maxAgeSeconds: Number.POSITIVE_INFINITY },
  userId: undefined,
  loginHint: undefined,
}

/**
 * GET `/{envID}/device` and `/{envID}/device/{appIdentifier}`: starts a flow in which a user decides about a device. Without the application
 * the default sign-on policy counts. `user_code` is kept for who types it.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2/device-authorization-grant.html
 */
export const startDeviceFlow: Endpoint = inEnvironment((scene) => {
  const application = applicationOf(scene)
  const assigned = application === undefined ? undefined : assignedPolicies(application, scene)[0]
  const policy = assigned ?? defaultPolicy(scene)
  if (policy.actions.size === 0) throw invalidValue('signOnPolicy', 'The sign-on policy has no actions.')
  const device = { userCode: scene.query.get('user_code') ?? undefined, deviceCode: undefined }
  const opening = { application, policy, request: NO_REQUEST, device }
  const flow = openingFlow(opening, startOf(policy, DEMAND, scene), scene)
  putExpiring(scene.environment.flows, flow, scene.world.clock.now())
  return found(signOnPage(flow, scene), sessionCookie(flow, scene))
})

/** Its id, or the short name that it gives itself. Fails with NOT_FOUND. */
function applicationOf({ params, environment }: Scene): Application | undefined {
  const identifier = params['appIdentifier']
  if (identifier === undefined) return undefined
  const application =
    environment.applications.get(identifier) ??
    environment.applications.find(({ posted }) => posted['devicePathId'] === identifier)
  if (application?.enabled !== true || !application.grantTypes.includes('DEVICE_CODE')) {
    throw new PingError('NOT_FOUND')
  }
  return application
}
