import { check, flag } from '../check.ts'
import { complete, fail, refusedConsent } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { userIn } from './login.ts'

/**
 * `user.consent`: accepts the agreement, or ends the flow.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/registration-and-verification/agreement-accept-consent.html
 */
export const consent: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.consent+json',
  statuses: ['AGREEMENT_CONSENT_REQUIRED'],
  run: (flow, body, scene) => {
    const { accept } = check({ accept: flag() }, body)
    const user = userIn(flow.userId, scene)
    const [action] = flow.actions
    if (action?.type !== 'AGREEMENT') throw new Error('consent belongs to an agreement')
    if (!accept) return fail(flow, user.id, refusedConsent(scene))
    scene.environment.users.put({ ...user, consents: [...user.consents, action.agreementId] })
    return complete(flow, { userId: user.id }, scene)
  },
}
