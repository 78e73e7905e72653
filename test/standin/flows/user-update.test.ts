import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, act, at, stable } from '../client.ts'
import { type FlowStage, logIn, offers, openFlowStage, PROFILING } from './stage.ts'

const MINUTE_MS = 60_000
const REQUIRED = { ...PROFILING, attributes: [{ name: 'mobilePhone', required: true }] }

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** A flow of a user who has typed the password. */
async function reach(user: Answer, ...actions: readonly object[]): Promise<Answer> {
  return logIn(stage, await stage.start({ type: 'LOGIN' }, ...actions), { user })
}

async function update(flow: Answer, body: object): Promise<Answer> {
  return act(stage, at(flow, 'id'), { 'user.update': body })
}

test('advance() asks for what is missing in the profile', async () => {
  const names = { ...PROFILING, attributes: [...PROFILING.attributes, { name: 'name.family', required: true }] }

  const asked = await reach(await stage.user(), names)

  expect([offers(asked), asked.body]).toMatchObject([
    ['PROFILE_DATA_REQUIRED', 'user.update', 'session.reset', 'self', 'signOnPage'],
    {
      promptText: 'Please provide the following information.',
      attributes: [
        { displayName: 'Mobile Phone', schemaPropertyName: 'mobilePhone', required: false },
        { displayName: 'Name Family', schemaPropertyName: 'name.family', required: true },
      ],
    },
  ])
})

test('userUpdate() adds it to the user, and completes the flow', async () => {
  const user = await stage.user()
  const names = { ...PROFILING, attributes: [...PROFILING.attributes, { name: 'name.family', required: true }] }
  const asked = await reach(user, names)

  const done = await update(asked, { mobilePhone: '+1.5125551111', name: { family: 'Lovelace' } })

  const { body } = await stage.api('GET', `users/${at(user, 'id')}`)
  expect([offers(done), body]).toMatchObject([
    ['COMPLETED', 'self'],
    { mobilePhone: '+1.5125551111', name: { family: 'Lovelace' } },
  ])
})

test('userUpdate() with nothing in its body skips what is not required', async () => {
  const done = await update(await reach(await stage.user(), PROFILING), {})

  expect(offers(done)).toEqual(['COMPLETED', 'self'])
})

test('advance() asks again when the interval is over', async () => {
  const user = await stage.user()
  await update(await reach(user, PROFILING), {})

  stage.clock.advance(59 * MINUTE_MS)
  const soon = await reach(user, PROFILING)
  stage.clock.advance(MINUTE_MS)
  const later = await reach(user, PROFILING)

  expect([at(soon, 'status'), at(later, 'status')]).toEqual(['COMPLETED', 'PROFILE_DATA_REQUIRED'])
})

test('advance() does not ask for what is there', async () => {
  const user = await stage.user()
  await stage.api('PATCH', `users/${at(user, 'id')}`, { mobilePhone: '+1.5125551111' })

  const done = await reach(user, REQUIRED)

  expect(at(done, 'status')).toBe('COMPLETED')
})

test('advance() asks once in a flow when the action says so', async () => {
  const title = { ...PROFILING, attributes: [{ name: 'title', required: true }] }
  const asked = await reach(await stage.user(), REQUIRED, { ...title, preventMultiplePromptsPerFlow: true })

  const done = await update(asked, { mobilePhone: '+1.5125551111' })

  expect(at(done, 'status')).toBe('COMPLETED')
})

test('advance() asks for one action after the other', async () => {
  const title = { ...PROFILING, attributes: [{ name: 'title', required: true }] }
  const asked = await reach(await stage.user(), REQUIRED, title)

  const next = await update(asked, { mobilePhone: '+1.5125551111' })

  expect([at(next, 'status'), at(next, 'attributes.0.schemaPropertyName')]).toEqual(['PROFILE_DATA_REQUIRED', 'title'])
})

test.each([
  [{}, 'INVALID_DATA', { code: 'REQUIRED_VALUE', target: 'mobilePhone', message: 'must not be null' }],
  [{ mobilePhone: ' ' }, 'INVALID_DATA', { code: 'EMPTY_VALUE', target: 'mobilePhone', message: 'must not be empty' }],
  [
    { mobilePhone: 15125551111 },
    'INVALID_REQUEST',
    { code: 'INVALID_VALUE', target: 'mobilePhone', message: 'Invalid value for attribute.' },
  ],
])('userUpdate() refuses %j when the attribute is required', async (body, code, detail) => {
  const user = await stage.user()
  const asked = await reach(user, REQUIRED)

  const refused = await update(asked, body)

  const { body: still } = await stage.send('GET', `/${stage.env}/flows/${at(asked, 'id')}`)
  expect([refused.status, refused.body, still]).toMatchObject([
    400,
    { code, details: [detail] },
    { status: 'PROFILE_DATA_REQUIRED' },
  ])
})

test('userUpdate() checks attributes as the management API does', async () => {
  const email = { ...PROFILING, attributes: [{ name: 'name.given', required: true }] }
  const asked = await reach(await stage.user(), email)

  const refused = await update(asked, { name: { given: 'x'.repeat(257) } })

  expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, 'name.given'])
})

test('userUpdate() belongs to PROFILE_DATA_REQUIRED', async () => {
  const flow = await stage.start({ type: 'LOGIN' })

  const refused = await update(flow, { mobilePhone: '+1.5125551111' })

  expect([refused.status, stable(refused.body)]).toMatchObject([
    400,
    {
      code: 'INVALID_DATA',
      details: [{ target: 'status', message: 'The action is not available in status USERNAME_PASSWORD_REQUIRED.' }],
    },
  ])
})

test('userUpdate() finds no flow after 15 idle minutes', async () => {
  const asked = await reach(await stage.user(), REQUIRED)
  stage.clock.advance(15 * MINUTE_MS)

  const gone = await update(asked, { mobilePhone: '+1.5125551111' })

  expect([gone.status, at(gone, 'code')]).toEqual([404, 'NOT_FOUND'])
})
