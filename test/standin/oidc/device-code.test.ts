import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, at, stable, workerToken } from '../client.ts'
import { openStage, type Stage, USERNAME } from './stage.ts'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function start(): Promise<Answer> {
  return stage.as('POST', '/device_authorization', { form: { client_id: 'tv', scope: 'openid' } })
}

async function poll(started: Answer): Promise<Answer> {
  const form = { grant_type: DEVICE_CODE, client_id: 'tv', device_code: at(started, 'device_code') }
  return stage.as('POST', '/token', { form })
}

/** Answers for the user, by the control. */
async function decide(started: Answer, decision: string, username = USERNAME): Promise<Answer> {
  const json = { userCode: at(started, 'user_code'), username, decision }
  return stage.send('POST', `/standin/environments/${stage.env}/devices`, { json })
}

/** Another application of devices; returns its id. */
async function tvApplication(changes: object): Promise<string> {
  const json = {
    enabled: true,
    name: 'TV',
    type: 'CUSTOM_APP',
    protocol: 'OPENID_CONNECT',
    grantTypes: ['DEVICE_CODE'],
    tokenEndpointAuthMethod: 'NONE',
    ...changes,
  }
  const token = await workerToken(stage)
  return at(await stage.send('POST', `/v1/environments/${stage.env}/applications`, { token, json }), 'id')
}

test('starts with a code for the user and the times of the application', async () => {
  const answer = await start()

  const code = at(answer, 'user_code')
  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      device_code: expect.stringMatching(/^[\w-]{43}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ2-9]{4}-[BCDFGHJKLMNPQRSTVWXZ2-9]{4}$/),
      verification_uri: '<url>/<env>/device',
      verification_uri_complete: `<url>/<env>/device?user_code=${code}`,
      expires_in: 900,
      interval: 1,
    },
  ])
})

test('waits until the user has decided', async () => {
  const answer = await poll(await start())

  expect([answer.status, at(answer, 'error')]).toEqual([400, 'authorization_pending'])
})

test('gives tokens once the user has approved, and only once', async () => {
  const started = await start()
  await decide(started, 'approve')

  const answers = [await poll(started), await poll(started)]

  expect(answers.map(({ status }) => status)).toEqual([200, 400])
  expect(answers[0]?.body).toEqual({
    access_token: expect.stringMatching(/^ey/),
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: expect.any(String),
    scope: 'openid',
    id_token: expect.stringMatching(/^ey/),
  })
})

test('is over when the user has denied', async () => {
  const started = await start()
  await decide(started, 'deny')

  const answer = await poll(started)

  expect([answer.status, answer.body]).toEqual([
    400,
    { error: 'access_denied', error_description: 'the user denied the request' },
  ])
})

test('is over after the time of the application', async () => {
  const started = await start()
  stage.clock.advance(900_000)

  const answer = await poll(started)

  expect([answer.status, at(answer, 'error')]).toEqual([400, 'invalid_grant'])
})

test.each([
  ['an unknown user', 'bob', 'names no user'],
  ['nobody', '', 'must not be empty'],
])('does not let %s approve', async (_name, username, reason) => {
  const answer = await decide(await start(), 'approve', username)

  expect([answer.status, answer.body]).toEqual([400, { error: expect.stringContaining(`"username" ${reason}`) }])
})

test('cannot be decided twice', async () => {
  const started = await start()
  await decide(started, 'approve')

  const answer = await decide(started, 'deny')

  expect([answer.status, answer.body]).toMatchObject([
    400,
    { error: expect.stringContaining('"userCode" belongs to no device that waits') },
  ])
})

test.each([
  ['its own page', { deviceCustomVerificationUri: 'https://tv.example.com/link' }, 'https://tv.example.com/link'],
  ['a short name in the address', { devicePathId: 'tv-1' }, '<url>/<env>/device/tv-1'],
])('sends users of an application to %s', async (_name, changes, verification_uri) => {
  const id = await tvApplication(changes)

  const { body } = await stage.as('POST', '/device_authorization', { form: { client_id: id } })

  const complete = expect.stringContaining(`${verification_uri}?user_code=`)
  expect(stable(body)).toMatchObject({ verification_uri, verification_uri_complete: complete })
})

test.each([
  ['an application without the grant', { client_id: 'public' }, 'unauthorized_client'],
  ['a scope that it may not request', { client_id: 'tv', scope: 'admin' }, 'invalid_scope'],
])('refuses %s', async (_name, form, error) => {
  const answer = await stage.as('POST', '/device_authorization', { form })

  expect([answer.status, at(answer, 'error')]).toEqual([400, error])
})
