import { check, text } from '../check.ts'
import { invalidValue } from '../errors.ts'
import { hasPassword } from '../management/passwords.ts'
import { userNamed } from '../management/users.ts'
import { complete } from './advance.ts'
import type { FlowAction } from './flow.ts'

const SHAPE = { username: text(), password: text() }

/** `usernamePassword.check`. An unknown user and a wrong password get the same answer. */
export const usernamePasswordCheck: FlowAction = {
  mediaType: 'application/vnd.pingidentity.usernamePassword.check+json',
  statuses: ['USERNAME_PASSWORD_REQUIRED'],
  run: async (flow, body, scene) => {
    const { username, password } = check(SHAPE, body)
    const user = userNamed(scene.environment, username)
    const isRight = user !== undefined && user.enabled && (await hasPassword(user, password))
    if (!isRight) throw invalidValue('username', 'Invalid username and/or password.')
    return complete(flow, { userId: user.id, method: 'pwd' }, scene)
  },
}
