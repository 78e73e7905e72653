import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, act, at, stable } from '../client.ts'
import { flowIdOf, openStage, type Stage, USERNAME } from '../oidc/stage.ts'
import { offers, PASSWORD } from './stage.ts'

const MINUTE_MS = 60_000

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** A device asks for tokens. */
async function ask(scope = 'openid'): Promise<Answer> {
  return stage.as('POST', '/device_authorization', { form: { client_id: 'tv', scope } })
}

async function poll(device: Answer): Promise<Answer> {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  const device_code = at(device, 'device_code')
  return stage.as('POST', '/token', { form: { grant_type, client_id: 'tv', device_code } })
}

async function read(id: string): Promise<Answer> {
  return stage.send('GET', `/${stage.env}/flows/${id}`)
}

async function signOn(id: string): Promise<Answer> {
  return act(stage, id, { 'usernamePassword.check': { username: USERNAME, password: PASSWORD } })
}

/** A flow whose user is signed on. */
async function reach(path = ''): Promise<string> {
  const id = flowIdOf(await stage.send('GET', `/${stage.env}/device${path}`))
  await signOn(id)
  return id
}

async function verify(id: string, userCode: string): Promise<Answer> {
  return act(stage, id, { 'deviceAuthGrant.userCode.verify': { userCode } })
}

async function consent(id: string, accept: boolean): Promise<Answer> {
  return act(stage, id, { 'deviceAuthGrant.consent': { accept } })
}

test('startDeviceFlow() sends a browser to the sign-on page of a new flow', async () => {
  const started = await stage.send('GET', `/${stage.env}/device?user_code=BVKV-2GZ2`)

  const flow = await read(flowIdOf(started))
  expect([started.status, stable(started.headers.get('location')), offers(flow)]).toEqual([
    302,
    '<url>/<env>/signon/?flowId=<id>',
    ['USERNAME_PASSWORD_REQUIRED', 'usernamePassword.check', 'password.forgot', 'self', 'signOnPage'],
  ])
})

test('a device gets tokens when its user has signed on, typed the code and agreed', async () => {
  const device = await ask()
  const id = flowIdOf(await stage.send('GET', `/${stage.env}/device`))

  const signedOn = await signOn(id)
  const verified = await verify(id, at(device, 'user_code').toLowerCase())
  const waiting = await poll(device)
  const done = await consent(id, true)
  const tokens = await poll(device)

  expect([offers(signedOn), offers(verified), at(waiting, 'error'), offers(done)]).toEqual([
    ['DAG_USER_CODE_REQUIRED', 'deviceAuthGrant.userCode.verify', 'session.reset', 'self', 'signOnPage'],
    ['DAG_CONSENT_REQUIRED', 'deviceAuthGrant.consent', 'session.reset', 'self', 'signOnPage'],
    'authorization_pending',
    ['COMPLETED', 'self'],
  ])
  expect(decodeJwt(at(tokens, 'access_token'))).toMatchObject({ sub: 'ada-id', client_id: 'tv', acr: 'Single_Factor' })
})

test('a flow names the application of the device once its code is known', async () => {
  const id = await reach()

  const verified = await verify(id, at(await ask(), 'user_code'))

  expect(at(verified, '_embedded.application.name')).toBe('tv')
})

test('a flow keeps the code of its address for who types it', async () => {
  const id = await reach('/tv?user_code=BVKV-2GZ2')

  const flow = await read(id)

  expect([at(flow, 'status'), at(flow, 'userCode'), at(flow, '_embedded.application.name')]).toEqual([
    'DAG_USER_CODE_REQUIRED',
    'BVKV-2GZ2',
    'tv',
  ])
})

test('consentToDevice() denies the device, and fails the flow, when the user does not agree', async () => {
  const device = await ask()
  const id = await reach('/tv')
  await verify(id, at(device, 'user_code'))

  const failed = await consent(id, false)
  const polled = await poll(device)

  expect([at(failed, 'status'), at(failed, 'error.code'), at(polled, 'error')]).toEqual([
    'FAILED',
    'CONSENT_REFUSED',
    'access_denied',
  ])
})

test('a session spares the password', async () => {
  const started = await stage.send('GET', `/${stage.env}/device`)
  const { headers } = await signOn(flowIdOf(started))
  const cookie = headers.get('set-cookie')?.split(';', 1)[0] ?? ''

  const again = await stage.send('GET', `/${stage.env}/device`, { headers: { cookie } })

  expect(at(await read(flowIdOf(again)), 'status')).toBe('DAG_USER_CODE_REQUIRED')
})

test('sessionReset() forgets the device', async () => {
  const id = await reach()
  await verify(id, at(await ask(), 'user_code'))

  const reset = await act(stage, id, { 'session.reset': {} })
  const signedOn = await signOn(id)

  expect([at(reset, 'status'), at(signedOn, 'status')]).toEqual([
    'USERNAME_PASSWORD_REQUIRED',
    'DAG_USER_CODE_REQUIRED',
  ])
})

test('resume() has nothing to hand out: a device asks for its tokens itself', async () => {
  const id = await reach()
  await verify(id, at(await ask(), 'user_code'))
  await consent(id, true)

  const refused = await stage.as('GET', `/resume?flowId=${id}`)

  expect([refused.status, refused.body]).toMatchObject([
    400,
    { details: [{ target: 'flowId', message: 'The flow answers no authorization request.' }] },
  ])
})

test.each([['nothing'], ['web']])('startDeviceFlow() answers 404 for the application "%s"', async (identifier) => {
  const answer = await stage.send('GET', `/${stage.env}/device/${identifier}`)

  expect([answer.status, at(answer, 'code')]).toEqual([404, 'NOT_FOUND'])
})

test.each([
  [{}, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'userCode' }],
  [{ userCode: 7 }, 'INVALID_REQUEST', { code: 'INVALID_VALUE', target: 'userCode' }],
  [{ userCode: '' }, 'INVALID_DATA', { code: 'EMPTY_VALUE', target: 'userCode' }],
  [
    { userCode: 'XXXX-XXXX' },
    'INVALID_DATA',
    { code: 'INVALID_VALUE', target: 'userCode', message: 'belongs to no device that waits' },
  ],
])('verifyUserCode() refuses %j', async (body, code, detail) => {
  const id = await reach()

  const refused = await act(stage, id, { 'deviceAuthGrant.userCode.verify': body })

  expect([refused.status, refused.body]).toMatchObject([400, { code, details: [detail] }])
})

test('verifyUserCode() refuses a code that is over', async () => {
  const device = await ask()
  const id = await reach()
  stage.clock.advance(14 * MINUTE_MS)
  await read(id)
  stage.clock.advance(MINUTE_MS)

  const refused = await verify(id, at(device, 'user_code'))

  expect([refused.status, at(refused, 'details.0.message')]).toEqual([400, 'belongs to no device that waits'])
})

test('verifyUserCode() refuses a code that somebody has decided about', async () => {
  const device = await ask()
  const first = await reach()
  await verify(first, at(device, 'user_code'))
  await consent(first, true)

  const refused = await verify(await reach(), at(device, 'user_code'))

  expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, 'userCode'])
})

test('consentToDevice() refuses a device that waits no longer', async () => {
  const device = await ask()
  const [first, second] = [await reach(), await reach()]
  await verify(first, at(device, 'user_code'))
  await verify(second, at(device, 'user_code'))
  await consent(first, true)

  const refused = await consent(second, false)

  expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, 'userCode'])
})

test.each([
  ['deviceAuthGrant.consent', { accept: true }, 'DAG_USER_CODE_REQUIRED'],
  ['user.consent', { accept: true }, 'DAG_USER_CODE_REQUIRED'],
])('a flow that waits for the code refuses %s', async (action, body, status) => {
  const id = await reach()

  const refused = await act(stage, id, { [action]: body })

  expect([refused.status, at(refused, 'details.0.message')]).toEqual([
    400,
    `The action is not available in status ${status}.`,
  ])
})

test('consentToDevice() wants to know', async () => {
  const id = await reach()
  await verify(id, at(await ask(), 'user_code'))

  const refused = await act(stage, id, { 'deviceAuthGrant.consent': {} })

  expect([refused.status, refused.body]).toMatchObject([400, { details: [{ target: 'accept' }] }])
})
