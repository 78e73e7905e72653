import { check, text } from '../check.ts'
import { changePassword, sendCode, takeCode } from '../credentials.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import type { User } from '../user-records.ts'
import { advance } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { loginOffering, passLogin, userIn } from './login.ts'
import type { Flow } from './state.ts'

/** `password.forgot`: sends a recovery code to the user's email address. */
export const passwordForgot: FlowAction = {
  mediaType: 'application/vnd.pingidentity.password.forgot+json',
  statuses: ['USERNAME_PASSWORD_REQUIRED', 'PASSWORD_REQUIRED', 'ACCOUNT_LINKING_REQUIRED'],
  run: (flow, body, scene) => {
    loginOffering(flow, 'hasRecovery')
    const user = forgetful(flow, body, scene)
    sendCode(user, 'recoveryCode', scene)
    return { ...flow, userId: user.id, state: { status: 'RECOVERY_CODE_REQUIRED', userId: user.id } }
  },
}

/** Who is known need not be named. */
function forgetful({ state }: Flow, body: unknown, scene: Scene): User {
  if (state.status === 'PASSWORD_REQUIRED') return userIn(state.userId, scene)
  const user = userNamed(scene.environment, check({ username: text() }, body).username)
  if (user === undefined || !user.enabled) throw invalidValue('username', 'Invalid username.')
  return user
}

/** `password.sendRecoveryCode`: sends another one; the earlier one is void. */
export const sendRecoveryCode: FlowAction = {
  mediaType: 'application/vnd.pingidentity.password.sendRecoveryCode+json',
  statuses: ['RECOVERY_CODE_REQUIRED'],
  run: (flow, _body, scene) => {
    sendCode(userIn(flow.userId, scene), 'recoveryCode', scene)
    return flow
  },
}

/** `password.recover`: sets a new password, with which the user is signed on, or has to sign on. */
export const passwordRecover: FlowAction = {
  mediaType: 'application/vnd.pingidentity.password.recover+json',
  statuses: ['RECOVERY_CODE_REQUIRED'],
  run: async (flow, body, scene) => {
    const { recoveryCode, newPassword } = check({ recoveryCode: text(), newPassword: text() }, body)
    const user = takeCode(userIn(flow.userId, scene), 'recoveryCode', { given: recoveryCode, scene })
    await changePassword(user, { value: newPassword, target: 'newPassword' }, scene)
    if (scene.world.behaviours.get('after-recovery') === 'signed-on') return passLogin(flow, user.id, scene)
    return advance({ ...flow, userId: undefined }, scene)
  },
}
