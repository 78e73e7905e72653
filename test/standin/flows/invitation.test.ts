import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, act, at, stable } from '../client.ts'
import { type FlowStage, logIn, openFlowStage, PASSWORD } from './stage.ts'

const MINUTE_MS = 60_000
const INVITE = 'user.invite'

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** Invites somebody new. */
async function invite(changes: object = {}): Promise<Answer> {
  const email = `${crypto.randomUUID()}@example.com`
  const json = { email, name: { given: 'Ada', family: 'Lovelace' }, invite: { isAdmin: true }, ...changes }
  return stage.api('POST', 'users', json, INVITE)
}

/** The code in the newest message to somebody. */
async function codeFor(user: Answer): Promise<string> {
  const { body } = await stage.mail(at(user, 'email'))
  return /[\da-f-]{36}/.exec(Object(body).body)?.[0] ?? ''
}

async function accept(inviteCode: string, changes: object = {}): Promise<Answer> {
  const flow = await stage.start({ type: 'LOGIN' })
  const body = { inviteCode, password: PASSWORD, accept: true, ...changes }
  return act(stage, at(flow, 'id'), { 'user.acceptInvite': body })
}

describe('POST /users as an invitation', () => {
  test('makes a user who is named like the address, and sends a code', async () => {
    const user = await invite()

    const { body } = await stage.mail(at(user, 'email'))
    expect([user.status, user.headers.get('location'), user.body, body]).toEqual([
      201,
      expect.stringMatching(new RegExp(`/users/${at(user, 'id')}$`)),
      expect.objectContaining({
        username: at(user, 'email'),
        name: { given: 'Ada', family: 'Lovelace' },
        lifecycle: { status: 'VERIFICATION_REQUIRED' },
      }),
      expect.objectContaining({
        subject: 'You are invited',
        body: expect.stringMatching(/^Your invitation code is [\da-f-]{36}\. Accept it at http:.*\/signon\/$/),
      }),
    ])
    expect(user.body).not.toHaveProperty('invite')
  })

  test('leads to the page that it names', async () => {
    const user = await invite({ invite: { isAdmin: true, acceptUrl: 'https://admin.example.com/accept' } })

    expect(at(await stage.mail(at(user, 'email')), 'body')).toMatch(/at https:\/\/admin\.example\.com\/accept$/)
  })

  test.each([
    ['email', { email: undefined }],
    ['email', { email: 'nowhere' }],
    ['name.given', { name: { family: 'x' } }],
    ['name.family', { name: { given: 'x' } }],
    ['invite', { invite: undefined }],
    ['invite.isAdmin', { invite: {} }],
    ['invite.isAdmin', { invite: { isAdmin: false } }],
    ['invite.expirationMinutes', { invite: { isAdmin: true, expirationMinutes: 0 } }],
    ['population.id', { population: { id: 'nothing' } }],
  ])('refuses a wrong %s', async (target, changes) => {
    const refused = await invite(changes)

    expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, target])
  })

  test('invites nobody twice', async () => {
    const email = at(await invite(), 'email')

    const again = await invite({ email: email.toUpperCase() })

    expect([again.status, at(again, 'details.0.code'), at(again, 'details.0.target')]).toEqual([
      400,
      'UNIQUENESS_VIOLATION',
      'email',
    ])
  })

  test.each([[[]], ['text'], [null]])('refuses the body %j', async (json) => {
    const refused = await stage.api('POST', 'users', json as object, INVITE)

    expect([refused.status, at(refused, 'code')]).toEqual([400, 'INVALID_REQUEST'])
  })
})

describe('POST /users/{id} as an invitation', () => {
  test('sends another code; the first one is void', async () => {
    const user = await invite()
    const first = await codeFor(user)

    const again = await stage.api('POST', `users/${at(user, 'id')}`, { invite: { expirationMinutes: 120 } }, INVITE)
    const second = await codeFor(user)
    const [refused, done] = [await accept(first), await accept(second)]

    expect([again.status, first === second, refused.status, at(done, 'status')]).toEqual([201, false, 400, 'COMPLETED'])
  })

  test('is not for those who are not invited', async () => {
    const refused = await stage.api('POST', `users/${at(await stage.user(), 'id')}`, {}, INVITE)

    expect([refused.status, at(refused, 'details.0.message')]).toEqual([400, 'The user is not invited.'])
  })
})

describe('acceptInvite()', () => {
  test('gives the user the password, and signs on', async () => {
    const user = await invite()

    const done = await accept(await codeFor(user))
    const again = await logIn(stage, await stage.start({ type: 'LOGIN' }), { user })
    const { body } = await stage.api('GET', `users/${at(user, 'id')}`)

    expect([at(done, 'status'), at(done, '_embedded.user.id'), at(again, 'status'), body]).toMatchObject([
      'COMPLETED',
      at(user, 'id'),
      'COMPLETED',
      { lifecycle: { status: 'ACCOUNT_OK' } },
    ])
  })

  test('takes each code once', async () => {
    const code = await codeFor(await invite())
    await accept(code)

    const again = await accept(code)

    expect([again.status, at(again, 'details.0.target')]).toEqual([400, 'inviteCode'])
  })

  test.each([
    [{}, 60],
    [{ expirationMinutes: 5 }, 5],
  ])('takes it as long as the invitation %j is good', async (changes, minutes) => {
    const code = await codeFor(await invite({ invite: { isAdmin: true, ...changes } }))
    stage.clock.advance(minutes * MINUTE_MS)

    const late = await accept(code)

    expect([late.status, at(late, 'details.0.message')]).toEqual([400, 'The provided code is invalid.'])
  })

  test.each([
    ['inviteCode', { inviteCode: 'nothing' }],
    ['inviteCode', { inviteCode: undefined }],
    ['password', { password: 'short' }],
    ['accept', { accept: false }],
    ['accept', { accept: undefined }],
  ])('refuses a wrong %s: %j', async (target, changes) => {
    const code = await codeFor(await invite())

    const refused = await accept(code, changes)

    expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, target])
  })

  test('belongs to the start of a flow', async () => {
    const user = await stage.user()
    const flow = await stage.start({ type: 'IDENTIFIER_FIRST' })
    await act(stage, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })

    const refused = await act(stage, at(flow, 'id'), { 'user.acceptInvite': {} })

    expect([refused.status, at(refused, 'details.0.message')]).toEqual([
      400,
      'The action is not available in status PASSWORD_REQUIRED.',
    ])
  })
})

describe('Kerberos', () => {
  test.each([
    ['kerberos.lookup', ''],
    ['kerberos.lookup', '/kerberos'],
    ['kerberos.authenticate', '/kerberos'],
  ])('%s at flows/{id}%s is not allowed by any policy', async (name, suffix) => {
    const flow = await stage.start({ type: 'LOGIN' })

    const refused = await stage.send('POST', `/${stage.env}/flows/${at(flow, 'id')}${suffix}`, {
      json: {},
      type: `application/vnd.pingidentity.${name}+json`,
      headers: { authorization: 'Negotiate YIIB' },
    })

    expect([refused.status, stable(refused.body)]).toEqual([
      400,
      {
        id: '<id>',
        code: 'INVALID_DATA',
        message: 'The request could not be completed. One or more validation errors were in the request.',
        details: [
          { code: 'INVALID_VALUE', target: 'status', message: 'The sign-on policy does not allow the action.' },
        ],
      },
    ])
  })

  test('has an address for itself alone', async () => {
    const flow = await stage.start({ type: 'LOGIN' })
    const type = 'application/vnd.pingidentity.usernamePassword.check+json'

    const answers = [
      await stage.send('POST', `/${stage.env}/flows/${at(flow, 'id')}/kerberos`, { json: {}, type }),
      await stage.send('POST', `/${stage.env}/flows/nothing/kerberos`, { json: {}, type }),
      await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}/kerberos`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([415, 404, 405])
  })

  test('is not available once the user is known otherwise', async () => {
    const flow = await stage.start({ type: 'LOGIN' })
    await logIn(stage, flow, { user: await stage.user() })

    const refused = await act(stage, at(flow, 'id'), { 'kerberos.lookup': {} })

    expect(at(refused, 'details.0.message')).toBe('The action is not available in status COMPLETED.')
  })
})
