import { check, text } from '../check.ts'
import { tryPassword, wrongPassword } from '../credentials.ts'
import type { Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import type { FlowAction } from './flow.ts'
import { passLogin, userIn } from './login.ts'
import type { Flow } from './state.ts'

/** `usernamePassword.check`. An unknown user and a wrong password get the same answer. When the user is known, the name is not read. */
export const usernamePasswordCheck: FlowAction = {
  mediaType: 'application/vnd.pingidentity.usernamePassword.check+json',
  statuses: ['USERNAME_PASSWORD_REQUIRED', 'PASSWORD_REQUIRED', 'ACCOUNT_LINKING_REQUIRED'],
  run: async (flow, body, scene) => {
    if (flow.state.status === 'PASSWORD_REQUIRED') return checkPassword(flow, body, scene)
    const { username, password } = check({ username: text(), password: text() }, body)
    const user = userNamed(scene.environment, username)
    const attempt = user?.enabled === true ? await tryPassword(user, password, scene) : undefined
    if (user === undefined || attempt?.isRight !== true) throw wrongName(attempt?.code ?? 'INVALID_VALUE')
    return passLogin(flow, user.id, scene)
  },
}

/** `password.check`: of a user who is known. */
export const passwordCheck: FlowAction = {
  mediaType: 'application/vnd.pingidentity.password.check+json',
  statuses: ['PASSWORD_REQUIRED'],
  run: checkPassword,
}

function wrongName(code: string): PingError {
  return new PingError('INVALID_DATA', { code, target: 'username', message: 'Invalid username and/or password.' })
}

async function checkPassword(flow: Flow, body: unknown, scene: Scene): Promise<Flow> {
  const { password } = check({ password: text() }, body)
  const user = userIn(flow.userId, scene)
  const attempt = await tryPassword(user, password, scene)
  if (!attempt.isRight || !user.enabled) throw wrongPassword('password', attempt)
  return passLogin(flow, user.id, scene)
}
