import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, act, at, authorize, type Bench, openBench, type Setup, setUp, stable } from '../client.ts'

const PASSWORD = '2FederateM0re!'

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench, { action: { type: 'LOGIN', email: undefined } })
  await bench.send('PUT', `${setup.api}/users/${setup.userId}/password`, {
    token: setup.token,
    json: { value: PASSWORD },
    type: 'application/vnd.pingidentity.password.set+json',
  })
})

afterAll(async () => {
  await bench.standin.close()
})

async function login(username: string, password: string): Promise<Answer> {
  const id = at(await authorize(bench, setup), 'id')
  return act(bench, id, { 'usernamePassword.check': { username, password } })
}

test('usernamePasswordCheck() completes a flow that asks for nothing else', async () => {
  const answer = await login(setup.username, PASSWORD)

  expect([answer.status, at(answer, 'status')]).toEqual([200, 'COMPLETED'])
})

test('usernamePasswordCheck() goes on to the MFA action', async () => {
  const json = { priority: 2, type: 'MULTI_FACTOR_AUTHENTICATION', email: { enabled: true } }
  const path = `${setup.api}/signOnPolicies/${setup.policyId}/actions`
  const action = at(await bench.send('POST', path, { token: setup.token, json }), 'id')

  const answer = await login(setup.username, PASSWORD)

  await bench.send('DELETE', `${path}/${action}`, { token: setup.token })
  expect(at(answer, 'status')).toBe('OTP_REQUIRED')
})

test.each([
  ['a wrong password', () => login(setup.username, 'wrong')],
  ['an unknown user', () => login('nobody', PASSWORD)],
])('usernamePasswordCheck() gives one answer to %s', async (_name, attempt) => {
  const answer = await attempt()

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [{ code: 'INVALID_VALUE', target: 'username', message: 'Invalid username and/or password.' }],
    },
  ])
})
