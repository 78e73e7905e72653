import { check, flag, text } from '../check.ts'
import { changePassword } from '../credentials.ts'
import { invalidValue } from '../errors.ts'
import { isSame } from '../otp.ts'
import { advance } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { passLogin } from './login.ts'

/**
 * `user.acceptInvite`: an invited user chooses a password.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1/admin-invitations/accept-admin-invite.html
 */
export const acceptInvite: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.acceptInvite+json',
  statuses: ['USERNAME_PASSWORD_REQUIRED', 'SIGN_ON_REQUIRED'],
  run: async (flow, body, scene) => {
    const { inviteCode, password, accept } = check({ inviteCode: text(), password: text(), accept: flag() }, body)
    if (!accept) throw invalidValue('accept', 'must be true')
    const now = scene.world.clock.now()
    const invited = scene.environment.users.find(
      ({ invitation }) =>
        invitation !== undefined && invitation.expiresAt > now && isSame(invitation.value, inviteCode),
    )
    if (invited === undefined) throw invalidValue('inviteCode', 'The provided code is invalid.')
    const user = await changePassword(invited, { value: password, target: 'password' }, scene)
    scene.environment.users.put({ ...user, isVerified: true, invitation: undefined })
    const isSignedOn = scene.world.behaviours.get('after-invitation') === 'signed-on'
    return isSignedOn ? passLogin(flow, user.id, scene) : advance({ ...flow, userId: undefined }, scene)
  },
}
