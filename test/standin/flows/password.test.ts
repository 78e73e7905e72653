import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, at, stable } from '../client.ts'
import { type FlowStage, logIn, offers, openFlowStage, PASSWORD } from './stage.ts'

const NEW_PASSWORD = 'An0therPassword!'
const MINUTE_MS = 60_000

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

function refusal(...[code, target, message, innerError]: readonly [string, string, string, object?]): unknown {
  return {
    id: '<id>',
    code: 'INVALID_DATA',
    message: 'The request could not be completed. One or more validation errors were in the request.',
    details: [{ code, target, message, ...(innerError === undefined ? {} : { innerError }) }],
  }
}

describe('identifier first', () => {
  test('asks for the name, then for the password', async () => {
    const user = await stage.user()
    const flow = await stage.start({ type: 'IDENTIFIER_FIRST' })

    const named = await act(stage, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })
    const done = await act(stage, at(flow, 'id'), { 'usernamePassword.check': { password: PASSWORD } })

    expect([offers(flow), offers(named), offers(done)]).toEqual([
      ['SIGN_ON_REQUIRED', 'user.lookup', 'self', 'signOnPage'],
      ['PASSWORD_REQUIRED', 'usernamePassword.check', 'password.forgot', 'self', 'signOnPage'],
      ['COMPLETED', 'self'],
    ])
  })

  test('tells how many wrong passwords are left', async () => {
    const user = await stage.user()
    const id = at(await stage.start({ type: 'IDENTIFIER_FIRST' }), 'id')
    await act(stage, id, { 'user.lookup': { username: at(user, 'username') } })

    const answer = await act(stage, id, { 'password.check': { password: 'wrong' } })

    const message = 'The provided password did not match provisioned password'
    expect([answer.status, stable(answer.body)]).toEqual([
      400,
      refusal('INVALID_VALUE', 'password', message, { failuresRemaining: 4 }),
    ])
  })
})

describe('lockout', () => {
  test('the fifth wrong password locks the user, for a quarter of an hour', async () => {
    const user = await stage.user()
    const flow = await stage.start({ type: 'LOGIN' })
    for (const _ of [1, 2, 3, 4, 5]) await logIn(stage, flow, { user, password: 'wrong' })

    const locked = await stage.api('GET', `users/${at(user, 'id')}`)
    const refused = await logIn(stage, flow, { user })
    stage.clock.advance(14 * MINUTE_MS)
    await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
    stage.clock.advance(2 * MINUTE_MS)
    const done = await logIn(stage, flow, { user })

    expect([at(locked, 'account.status'), refused.status, stable(refused.body), at(done, 'status')]).toEqual([
      'LOCKED',
      400,
      refusal('INVALID_VALUE', 'username', 'Invalid username and/or password.'),
      'COMPLETED',
    ])
  })

  test('an administrator unlocks the user', async () => {
    const user = await stage.user()
    const flow = await stage.start({ type: 'LOGIN' })
    for (const _ of [1, 2, 3, 4, 5]) await logIn(stage, flow, { user, password: 'wrong' })

    const unlocked = await stage.api('POST', `users/${at(user, 'id')}`, {}, 'account.unlock')
    const done = await logIn(stage, flow, { user })

    expect([unlocked.status, at(unlocked, 'account.status'), at(done, 'status')]).toEqual([200, 'OK', 'COMPLETED'])
  })
})

describe('forced change', () => {
  test('asks for a new password', async () => {
    const user = await stage.user({ forceChange: true })
    const flow = await stage.start({ type: 'LOGIN' })

    const asked = await logIn(stage, flow, { user })
    const done = await act(stage, at(flow, 'id'), {
      'password.reset': { currentPassword: PASSWORD, newPassword: NEW_PASSWORD },
    })
    const again = await logIn(stage, await stage.start({ type: 'LOGIN' }), { user, password: NEW_PASSWORD })

    expect([offers(asked), at(done, 'status'), at(again, 'status')]).toEqual([
      ['MUST_CHANGE_PASSWORD', 'password.reset', 'self', 'signOnPage'],
      'COMPLETED',
      'COMPLETED',
    ])
  })

  test.each([
    ['currentPassword', { currentPassword: 'wrong', newPassword: NEW_PASSWORD }],
    ['newPassword', { currentPassword: PASSWORD, newPassword: 'short' }],
  ])('refuses a wrong %s', async (target, body) => {
    const user = await stage.user({ forceChange: true })
    const flow = await stage.start({ type: 'LOGIN' })
    await logIn(stage, flow, { user })

    const answer = await act(stage, at(flow, 'id'), { 'password.reset': body })

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
  })

  test('holds for a password that has grown too old', async () => {
    const user = await stage.user()
    const policy = { name: 'Short-lived', default: true, maxAgeDays: 1 }
    const policyId = at(await stage.api('POST', 'passwordPolicies', policy), 'id')
    stage.clock.advance(24 * 60 * MINUTE_MS)

    const asked = await logIn(stage, await stage.start({ type: 'LOGIN' }), { user })

    await stage.api('PUT', `passwordPolicies/${policyId}`, { name: policy.name })
    expect(offers(asked)).toEqual(['PASSWORD_EXPIRED', 'password.reset', 'self', 'signOnPage'])
  })
})

describe('recovery', () => {
  test('sends a code, and takes it with a new password', async () => {
    const user = await stage.user()
    const id = at(await stage.start({ type: 'LOGIN' }), 'id')

    const asked = await act(stage, id, { 'password.forgot': { username: at(user, 'username') } })
    const mail = await stage.mail(at(user, 'email'))
    const recoveryCode = /\d{8}/.exec(at(mail, 'body'))?.[0] ?? ''
    const done = await act(stage, id, { 'password.recover': { recoveryCode, newPassword: NEW_PASSWORD } })
    const again = await logIn(stage, await stage.start({ type: 'LOGIN' }), { user, password: NEW_PASSWORD })

    expect([offers(asked), at(mail, 'subject'), at(done, 'status'), at(again, 'status')]).toEqual([
      ['RECOVERY_CODE_REQUIRED', 'password.recover', 'password.sendRecoveryCode', 'self', 'signOnPage'],
      'Your recovery code',
      'COMPLETED',
      'COMPLETED',
    ])
  })

  test('needs no name when the user is known', async () => {
    const user = await stage.user()
    const id = at(await stage.start({ type: 'IDENTIFIER_FIRST' }), 'id')
    await act(stage, id, { 'user.lookup': { username: at(user, 'username') } })

    const asked = await act(stage, id, { 'password.forgot': {} })

    expect([at(asked, 'status'), at(await stage.mail(at(user, 'email')), 'subject')]).toEqual([
      'RECOVERY_CODE_REQUIRED',
      'Your recovery code',
    ])
  })

  test('an earlier code is void once another one is sent', async () => {
    const user = await stage.user()
    const id = at(await stage.start({ type: 'LOGIN' }), 'id')
    await act(stage, id, { 'password.forgot': { username: at(user, 'username') } })
    const earlier = /\d{8}/.exec(at(await stage.mail(at(user, 'email')), 'body'))?.[0] ?? ''
    await act(stage, id, { 'password.sendRecoveryCode': {} })

    const answer = await act(stage, id, { 'password.recover': { recoveryCode: earlier, newPassword: NEW_PASSWORD } })

    expect([answer.status, stable(answer.body)]).toEqual([
      400,
      refusal('INVALID_VALUE', 'recoveryCode', 'The provided code is invalid.'),
    ])
  })

  test('is not offered when the sign-on policy has turned it off', async () => {
    const user = await stage.user()
    const flow = await stage.start({ type: 'LOGIN', recovery: { enabled: false } })

    const answer = await act(stage, at(flow, 'id'), { 'password.forgot': { username: at(user, 'username') } })

    expect([offers(flow), answer.status, stable(answer.body)]).toEqual([
      ['USERNAME_PASSWORD_REQUIRED', 'usernamePassword.check', 'self', 'signOnPage'],
      400,
      refusal('INVALID_VALUE', 'status', 'The sign-on policy does not allow the action.'),
    ])
  })
})

describe('registration', () => {
  const LOGIN = { type: 'LOGIN', registration: { enabled: true } }

  test('makes a user, verifies the address and signs on', async () => {
    const flow = await stage.start(LOGIN)
    const id = at(flow, 'id')

    const body = { username: 'newcomer', email: 'newcomer@example.com', password: PASSWORD }
    const registered = await act(stage, id, { 'user.register': body })
    await act(stage, id, { 'user.sendVerificationCode': {} })
    const mail = await stage.mail('newcomer@example.com')
    const verificationCode = /\d{8}/.exec(at(mail, 'body'))?.[0] ?? ''
    const wrong = await act(stage, id, { 'user.verify': { verificationCode: '1' } })
    const done = await act(stage, id, { 'user.verify': { verificationCode } })
    const again = await act(stage, at(await stage.start({ type: 'LOGIN' }), 'id'), {
      'usernamePassword.check': { username: 'newcomer', password: PASSWORD },
    })

    expect([offers(flow), offers(registered), wrong.status, at(done, 'status'), at(again, 'status')]).toEqual([
      [
        'USERNAME_PASSWORD_REQUIRED',
        'usernamePassword.check',
        'password.forgot',
        'user.register',
        'self',
        'signOnPage',
      ],
      ['VERIFICATION_CODE_REQUIRED', 'user.verify', 'user.sendVerificationCode', 'self', 'signOnPage'],
      400,
      'COMPLETED',
      'COMPLETED',
    ])
  })

  test.each([
    ['username', 'UNIQUENESS_VIOLATION', { username: 'taken' }],
    ['password', 'INVALID_VALUE', { password: 'short' }],
    ['email', 'INVALID_VALUE', { email: 'nobody' }],
    ['email', 'REQUIRED_VALUE', { email: null }],
  ])('refuses a wrong %s: %s', async (target, code, changes) => {
    await stage.api('POST', 'users', { username: 'taken', email: 'taken@example.com' })
    const id = at(await stage.start(LOGIN), 'id')
    const body = { username: 'fresh', email: 'fresh@example.com', password: PASSWORD, ...changes }

    const answer = await act(stage, id, { 'user.register': body })

    expect([answer.status, answer.body]).toMatchObject([400, { details: [{ code, target }] }])
  })

  test('is not there when the sign-on policy has not turned it on', async () => {
    const id = at(await stage.start({ type: 'LOGIN' }), 'id')
    const body = { username: 'nobody', email: 'n@example.com', password: PASSWORD }

    const answer = await act(stage, id, { 'user.register': body })

    expect([answer.status, at(answer, 'details.0.message')]).toEqual([
      400,
      'The sign-on policy does not allow the action.',
    ])
  })
})

test('a user whose address is not verified verifies it while signing on', async () => {
  const user = await stage.user({ lifecycle: { status: 'VERIFICATION_REQUIRED' } })
  const flow = await stage.start({ type: 'LOGIN' })
  const asked = await logIn(stage, flow, { user })
  const verificationCode = /\d{8}/.exec(at(await stage.mail(at(user, 'email')), 'body'))?.[0] ?? ''

  const done = await act(stage, at(flow, 'id'), { 'user.verify': { verificationCode } })

  expect([at(asked, 'status'), at(done, 'status')]).toEqual(['VERIFICATION_CODE_REQUIRED', 'COMPLETED'])
})
