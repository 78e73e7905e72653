import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at, stable } from '../client.ts'
import { ask, flowIdOf, openStage, REDIRECT, SECRET, type Stage, signOn, tokensFor } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function session(): Promise<string> {
  return (await signOn(stage, flowIdOf(await ask(stage)))).cookie
}

async function askAgain(cookie: string, changes: Readonly<Record<string, string | undefined>> = {}): Promise<Answer> {
  return ask(stage, changes, { headers: { cookie } })
}

test('authorize answers a user who is signed on at once', async () => {
  const answer = await askAgain(await session())

  expect([answer.status, stable(answer.body)]).toMatchObject([
    200,
    { status: 'COMPLETED', authorizeResponse: { code: '<id>' } },
  ])
})

test('authorize sends a user who is signed on straight back to the application', async () => {
  const answer = await askAgain(await session(), { response_mode: 'query' })

  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    expect.stringMatching(/^https:\/\/app\.example\.com\/callback\?code=/),
  ])
})

test('authorize keeps session and time of the sign-on for the tokens', async () => {
  const { answer: first, cookie } = await signOn(stage, flowIdOf(await ask(stage, SPA)))
  stage.clock.advance(60_000)

  const second = await askAgain(cookie, SPA)

  const claims = (answer: Answer): unknown => {
    const { sid, auth_time, amr } = decodeJwt(at(answer, 'authorizeResponse.id_token'))
    return { sid, auth_time, amr }
  }
  expect(claims(second)).toEqual(claims(first))
})

const SPA = { client_id: 'spa', response_type: 'id_token' }

describe('authorize asks for the password again', () => {
  test.each([
    ['with prompt=login', { prompt: 'login' }, 0],
    ['when the sign-on is older than max_age', { max_age: '30' }, 31_000],
    ['when login_hint names another user', { login_hint: 'bob' }, 0],
    ['when the session is over', {}, 30 * 24 * 3600_000],
  ])('%s', async (_name, changes, waitMs) => {
    const cookie = await session()
    stage.clock.advance(waitMs)

    const answer = await askAgain(cookie, changes)

    expect([answer.status, at(answer, 'status')]).toEqual([200, 'USERNAME_PASSWORD_REQUIRED'])
  })
})

test.each([
  ['max_age that is not over', { max_age: '3600' }],
  ['login_hint of the user', { login_hint: 'Ada' }],
  ['prompt=consent, which PingOne ignores', { prompt: 'consent' }],
])('authorize is content with %s', async (_name, changes) => {
  const answer = await askAgain(await session(), changes)

  expect(at(answer, 'status')).toBe('COMPLETED')
})

describe('authorize with prompt=none', () => {
  test('answers a user who is signed on', async () => {
    const answer = await askAgain(await session(), { prompt: 'none' })

    expect(at(answer, 'status')).toBe('COMPLETED')
  })

  test('refuses the others in a pi.flow', async () => {
    const answer = await ask(stage, { prompt: 'none' })

    expect([answer.status, answer.body]).toMatchObject([
      400,
      { details: [{ code: 'LOGIN_REQUIRED', target: 'prompt' }] },
    ])
  })

  test('sends the others back with an error', async () => {
    const answer = await ask(stage, { prompt: 'none', response_mode: 'query', state: 's' })

    const { searchParams } = new URL(answer.headers.get('location') ?? '')
    expect([answer.status, Object.fromEntries(searchParams)]).toEqual([
      302,
      {
        error: 'login_required',
        error_description: 'The user is not signed on, and nothing may be asked.',
        state: 's',
      },
    ])
  })
})

describe('signoff', () => {
  const BYE = 'https://app.example.com/bye'

  async function signOff(parameters: Readonly<Record<string, string>>, cookie = ''): Promise<Answer> {
    return stage.as('GET', `/signoff?${new URLSearchParams(parameters)}`, { headers: { cookie } })
  }

  test('ends the session of the cookie', async () => {
    const cookie = await session()

    const answer = await signOff({}, cookie)

    expect([answer.status, stable(answer.headers.get('location')), at(await askAgain(cookie), 'status')]).toEqual([
      302,
      '<url>/<env>/signon/?signedOff=true',
      'USERNAME_PASSWORD_REQUIRED',
    ])
    expect(answer.headers.get('set-cookie')).toMatch(/^ST=; Path=\/5f1a.*; Max-Age=0;/)
  })

  test('goes back to the application, also with an ID token that has expired', async () => {
    const id_token_hint = at(await tokensFor(stage), 'id_token')
    stage.clock.advance(7200_000)

    const answer = await signOff({ id_token_hint, post_logout_redirect_uri: BYE, state: 'x y' })

    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${BYE}?state=x+y`])
  })

  test('takes a form', async () => {
    const form = { client_id: 'web', post_logout_redirect_uri: BYE }

    const answer = await stage.as('POST', '/signoff', { form })

    expect([answer.status, answer.headers.get('location')]).toEqual([302, BYE])
  })

  test('ends the session that the ID token names', async () => {
    const { answer, cookie } = await signOn(stage, flowIdOf(await ask(stage, SPA)))
    await signOff({ id_token_hint: at(answer, 'authorizeResponse.id_token') })

    const again = await askAgain(cookie)

    expect(at(again, 'status')).toBe('USERNAME_PASSWORD_REQUIRED')
  })

  test.each([
    [
      'a URI that is not registered',
      { client_id: 'web', post_logout_redirect_uri: REDIRECT },
      'post_logout_redirect_uri',
    ],
    ['a URI without an application', { post_logout_redirect_uri: BYE }, 'post_logout_redirect_uri'],
    ['an ID token that is none', { id_token_hint: SECRET }, 'id_token_hint'],
  ])('refuses %s', async (_name, parameters, target) => {
    const answer = await signOff(parameters)

    expect([answer.status, answer.body]).toMatchObject([400, { code: 'INVALID_DATA', details: [{ target }] }])
  })
})
