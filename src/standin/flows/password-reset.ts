import { check, text } from '../check.ts'
import { changePassword, tryPassword, wrongPassword } from '../credentials.ts'
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
    const attempt = await tryPassword(user, currentPassword, scene)
    if (!attempt.isRight) throw wrongPassword('currentPassword', attempt)
    await changePassword(user, { value: newPassword, target: 'newPassword' }, scene)
    return passLogin(flow, user.id, scene)
  },
}
