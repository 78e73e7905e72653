import { check, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { checkPasswordRules, makePassword, sendCode, takeCode } from '../credentials.ts'
import { users } from '../management/users.ts'
import type { Posted } from '../records.ts'
import type { FlowAction } from './flow.ts'
import { loginOffering, passLogin, signOn, userIn } from './login.ts'

/** `user.register`: makes a user, whose email address may have to be verified next. Source: clients of PingOne. */
export const register: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.register+json',
  statuses: ['USERNAME_PASSWORD_REQUIRED', 'SIGN_ON_REQUIRED', 'ACCOUNT_LINKING_REQUIRED'],
  run: async (flow, body, scene) => {
    const { populationId } = loginOffering(flow, 'hasRegistration')
    const { password } = check({ username: text(), email: text(), password: text() }, body)
    checkPasswordRules(password, 'password', scene)
    const hashed = await makePassword(password, false, scene)
    const now = timestamp(scene.world.clock)
    const mustVerify = scene.world.behaviours.get('after-registration') === 'verify'
    // What was checked above is an object.
    const posted = {
      ...(body as Posted),
      population: populationId === undefined ? undefined : { id: populationId },
      lifecycle: { status: mustVerify ? 'VERIFICATION_REQUIRED' : 'ACCOUNT_OK' },
    }
    const user = users.make({ posted, createdAt: now, updatedAt: now }, scene)
    scene.environment.users.put({ ...user, password: hashed })
    return passLogin(flow, user.id, scene)
  },
}

/** `user.verify`: ends the sign-on whose password was right before. */
export const verify: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.verify+json',
  statuses: ['VERIFICATION_CODE_REQUIRED'],
  run: (flow, body, scene) => {
    const given = check({ verificationCode: text() }, body).verificationCode
    const user = takeCode(userIn(flow.userId, scene), 'verificationCode', { given, scene })
    return signOn(flow, scene.environment.users.put({ ...user, isVerified: true }), scene)
  },
}

/** `user.sendVerificationCode`: sends another one; the earlier one is void. */
export const sendVerificationCode: FlowAction = {
  mediaType: 'application/vnd.pingidentity.user.sendVerificationCode+json',
  statuses: ['VERIFICATION_CODE_REQUIRED'],
  run: (flow, _body, scene) => {
    sendCode(userIn(flow.userId, scene), 'verificationCode', scene)
    return flow
  },
}
