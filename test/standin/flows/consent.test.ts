import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, at } from '../client.ts'
import { type FlowStage, logIn, offers, openFlowStage } from './stage.ts'

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** A flow that asks for the password and then for consent. */
async function startWithAgreement(enabled = true): Promise<ReturnType<FlowStage['start']>> {
  const agreement = { name: crypto.randomUUID(), enabled }
  const id = at(await stage.api('POST', 'agreements', agreement), 'id')
  return stage.start({ type: 'LOGIN' }, { type: 'AGREEMENT', agreement: { id } })
}

test('consent() asks for it after the password, and completes the flow', async () => {
  const user = await stage.user()
  const flow = await startWithAgreement()

  const asked = await logIn(stage, flow, { user })
  const done = await act(stage, at(flow, 'id'), { 'user.consent': { accept: true } })

  expect([offers(asked), at(done, 'status')]).toEqual([
    ['AGREEMENT_CONSENT_REQUIRED', 'user.consent', 'session.reset', 'self', 'signOnPage'],
    'COMPLETED',
  ])
})

test('consent() fails the flow of a user who refuses', async () => {
  const flow = await startWithAgreement()
  await logIn(stage, flow, { user: await stage.user() })

  const failed = await act(stage, at(flow, 'id'), { 'user.consent': { accept: false } })

  expect([at(failed, 'status'), failed.body]).toMatchObject([
    'FAILED',
    { error: { code: 'CONSENT_REFUSED', message: 'The user refused to consent.' } },
  ])
})

test('advance() does not ask again', async () => {
  const user = await stage.user()
  const id = at(await stage.api('POST', 'agreements', { name: 'once', enabled: true }), 'id')
  const actions = [{ type: 'LOGIN' }, { type: 'AGREEMENT', agreement: { id } }]
  const first = await stage.start(...actions)
  await logIn(stage, first, { user })
  await act(stage, at(first, 'id'), { 'user.consent': { accept: true } })

  const done = await logIn(stage, await stage.start(...actions), { user })

  expect(at(done, 'status')).toBe('COMPLETED')
})

test('advance() passes over an agreement that is off', async () => {
  const done = await logIn(stage, await startWithAgreement(false), { user: await stage.user() })

  expect(at(done, 'status')).toBe('COMPLETED')
})

test('sessionReset() begins again with another session', async () => {
  const user = await stage.user()
  const flow = await startWithAgreement()
  await logIn(stage, flow, { user })

  const reset = await stage.send('POST', `/${stage.env}/flows/${at(flow, 'id')}`, {
    type: 'application/vnd.pingidentity.session.reset+json',
  })

  expect([reset.status, offers(reset)]).toEqual([
    200,
    ['USERNAME_PASSWORD_REQUIRED', 'usernamePassword.check', 'password.forgot', 'self', 'signOnPage'],
  ])
})
