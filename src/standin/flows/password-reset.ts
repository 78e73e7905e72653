import { check, text } from '../check.ts'
import { changePassword, tryPassword } from '../credentials.ts'
import { invalidValue } from '../errors.ts'
import type { FlowAction } from './flow.ts'
import { passLogin, userIn } from './login.ts'

const SHAPE = { currentPassword: text(), newPassword: text() }

/** `password.reset`: a user gives a password that has to be changed a successor. */
export const passwordReset: FlowAction = {
  mediaType: 'application/vnd.pingidentity.password.reset+json',
  statuses: ['MUST_CHANGE_PASSWORD', 'PASSWORD_EXPIRED'],
  run: async (flow, body, scene) => {
    const { currentPassword, newPassword } = check(SHAPE, body)
    const user = userIn(flow.userId, scene)
    const { isRight, failuresRemaining } = await tryPassword(user, currentPassword, scene)
    if (!isRight) {
      const message = 'The provided password did not match provisioned password'
      throw invalidValue('currentPassword', message, { failuresRemaining })
    }
    await changePassword(user, { value: newPassword, target: 'newPassword' }, scene)
    return passLogin(flow, user.id, scene)
  },
}
