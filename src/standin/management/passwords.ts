import { forWorkers } from '../access.ts'
import { mediaType, parseJson } from '../body.ts'
import { check, flag, optional, text } from '../check.ts'
import {
  changePassword,
  passwordPolicyOf,
  passwordStatus,
  sendCode,
  takeCode,
  tryPassword,
  wrongPassword,
} from '../credentials.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { links, type View } from '../hal.ts'
import type { User } from '../user-records.ts'
import { passwordPolicies } from './password-policies.ts'
import { home, viewOf } from './resource.ts'
import { userOf, users } from './users.ts'

/** What can be done to a password; the Content-Type names it. */
interface PasswordAction {
  readonly mediaType: string
  readonly run: (user: User, body: unknown, scene: Scene) => User | Promise<User>
}

/** PUT: an administrator sets a password; who knows the old one changes it. Source: Ping's "Getting started", task 2, step 6. */
const CHANGES: readonly PasswordAction[] = [
  {
    mediaType: 'application/vnd.pingidentity.password.set+json',
    run: (user, body, scene) => {
      const { value, forceChange = false } = check({ value: text(), forceChange: optional(flag()) }, body)
      return changePassword(user, { value, forceChange, target: 'password' }, scene)
    },
  },
  {
    mediaType: 'application/vnd.pingidentity.password.reset+json',
    run: async (user, body, scene) => {
      const { currentPassword, newPassword } = check({ currentPassword: text(), newPassword: text() }, body)
      await expectPassword(user, { value: currentPassword, target: 'currentPassword' }, scene)
      return changePassword(user, { value: newPassword, target: 'newPassword' }, scene)
    },
  },
]

/** POST. Source: clients of PingOne that name these media types. */
const ACTIONS: readonly PasswordAction[] = [
  {
    mediaType: 'application/vnd.pingidentity.password.check+json',
    run: async (user, body, scene) => {
      const { password } = check({ password: text() }, body)
      await expectPassword(user, { value: password, target: 'password' }, scene)
      return userOf(scene)
    },
  },
  {
    mediaType: 'application/vnd.pingidentity.password.sendRecoveryCode+json',
    run: (user, _body, scene) => sendCode(user, 'recoveryCode', scene),
  },
  {
    mediaType: 'application/vnd.pingidentity.password.recover+json',
    run: (user, body, scene) => {
      const { recoveryCode, newPassword } = check({ recoveryCode: text(), newPassword: text() }, body)
      const known = takeCode(user, 'recoveryCode', { given: recoveryCode, scene })
      return changePassword(known, { value: newPassword, target: 'newPassword' }, scene)
    },
  },
  {
    mediaType: 'application/vnd.pingidentity.password.forceChange+json',
    run: (user, _body, { environment }) => {
      if (user.password === undefined) throw invalidValue('password', 'The user has no password.')
      return environment.users.put({ ...user, password: { ...user.password, forceChange: true } })
    },
  },
]

/** GET `/users/{id}/password`. */
export const readPassword: Endpoint = forWorkers((scene) => ok(viewPassword(userOf(scene), scene)))

/** PUT `/users/{id}/password`. Fails with UNSUPPORTED_MEDIA_TYPE for a change that does not exist. */
export const setPassword: Endpoint = performing(CHANGES)

/** POST `/users/{id}/password`. Fails likewise. */
export const actOnPassword: Endpoint = performing(ACTIONS)

function performing(actions: readonly PasswordAction[]): Endpoint {
  return forWorkers(async (scene) => {
    userOf(scene)
    const type = mediaType(scene)
    const action = actions.find((candidate) => candidate.mediaType.toLowerCase() === type)
    if (action === undefined) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
    const bytes = await scene.readBody()
    const body = bytes.length === 0 ? {} : parseJson(bytes)
    return ok(viewPassword(await action.run(userOf(scene), body, scene), scene))
  })
}

async function expectPassword(
  user: User,
  { value, target }: { readonly value: string; readonly target: string },
  scene: Scene,
): Promise<void> {
  const attempt = await tryPassword(user, value, scene)
  if (!attempt.isRight) throw wrongPassword(target, attempt)
}

function viewPassword(user: User, scene: Scene): object {
  const self = `${users.href(scene)}/${user.id}/password`
  const policy = passwordPolicyOf(scene.environment)
  return {
    _links: links({
      self,
      environment: home(scene),
      user: `${users.href(scene)}/${user.id}`,
      passwordPolicy: `${passwordPolicies.href(scene)}/${policy.id}`,
      'password.check': self,
      'password.reset': self,
      'password.set': self,
      'password.recover': self,
    }),
    ...expanded(viewOf(passwordPolicies, policy, scene), scene),
    environment: { id: scene.environment.id },
    user: { id: user.id },
    passwordPolicy: { id: policy.id },
    status: passwordStatus(user, scene),
    lastChangedAt: user.password?.lastChangedAt,
  }
}

function expanded(passwordPolicy: View, { query }: Scene): object {
  return query.get('expand') === 'passwordPolicy' ? { _embedded: { passwordPolicy } } : {}
}
