import { passwordStatus, sendCode } from '../credentials.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import type { SignOnAction } from '../policy-records.ts'
import type { User } from '../user-records.ts'
import { complete } from './advance.ts'
import { linkExternal, signOnOf } from './external.ts'
import type { Flow } from './state.ts'

/** Goes on after a user has shown the password: it may have to be changed, the email address may have to be verified. */
export function passLogin(flow: Flow, userId: string, scene: Scene): Flow {
  const user = userIn(userId, scene)
  const status = passwordStatus(user, scene)
  if (status === 'MUST_CHANGE_PASSWORD' || status === 'PASSWORD_EXPIRED') {
    return { ...flow, userId, state: { status, userId } }
  }
  if (!user.isVerified) {
    sendCode(user, 'verificationCode', scene)
    return { ...flow, userId, state: { status: 'VERIFICATION_CODE_REQUIRED', userId } }
  }
  return signOn(flow, user, scene)
}

/** Ends a sign-on by password: whoever has come from an identity provider is linked now. */
export function signOn(flow: Flow, user: User, scene: Scene): Flow {
  linkExternal(flow, user, scene)
  return complete({ ...flow, external: undefined }, { userId: user.id, method: 'pwd' }, scene)
}

/** The user that a flow is about. Fails with NOT_FOUND when it was deleted meanwhile. */
export function userIn(userId: string | undefined, { environment }: Scene): User {
  const user = environment.users.get(userId ?? '')
  if (user === undefined) throw new PingError('NOT_FOUND')
  return user
}

/** The sign-on that a flow is at. Fails with INVALID_DATA when the policy has not turned this on. */
export function loginOffering(flow: Flow, feature: 'hasRecovery' | 'hasRegistration'): SignOnAction {
  const action = signOnOf(flow)
  if (action?.[feature] === true) return action
  throw invalidValue('status', 'The sign-on policy does not allow the action.')
}
