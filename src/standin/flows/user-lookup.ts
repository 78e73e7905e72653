import { check, text } from '../check.ts'
import { invalidValue } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import { advance } from './advance.ts'
import type { FlowAction } from './flow.ts'

const SHAPE = { username: text() }

/** `user.lookup`: names the user, who then gets a one-time password. */
export const userLookup: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.lookup+json',
  statuses: ['SIGN_ON_REQUIRED'],
  run: (flow, body, scene) => {
    const user = userNamed(scene.environment, check(SHAPE, body).username)
    if (user === undefined || !user.enabled) throw invalidValue('username', 'Invalid username.')
    return advance({ ...flow, userId: user.id }, scene)
  },
}
