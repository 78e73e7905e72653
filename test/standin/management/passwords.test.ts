import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

const SET = 'application/vnd.pingidentity.password.set+json'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  const json = { username: 'tom', email: 'tom@example.com' }
  const users = `/v1/environments/${bench.env}/users`
  path = `${users}/${at(await bench.send('POST', users, { token, json }), 'id')}/password`
})

afterAll(async () => {
  await bench.standin.close()
})

test('GET /password tells that there is none yet', async () => {
  const answer = await bench.send('GET', path, { token })

  expect([answer.status, at(answer, 'status')]).toEqual([200, 'NO_PASSWORD'])
})

test('PUT /password answers its state', async () => {
  const answer = await bench.send('PUT', path, {
    token,
    json: { value: '2FederateM0re!', forceChange: false },
    type: SET,
  })

  const user = '<url>/v1/environments/<env>/users/<id>'
  const password = { href: `${user}/password` }
  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      _links: {
        self: password,
        environment: { href: '<url>/v1/environments/<env>' },
        user: { href: user },
        passwordPolicy: { href: '<url>/v1/environments/<env>/passwordPolicies/<id>' },
        'password.check': password,
        'password.reset': password,
        'password.set': password,
        'password.recover': password,
      },
      environment: { id: '<env>' },
      user: { id: '<id>' },
      passwordPolicy: { id: '<id>' },
      status: 'OK',
      lastChangedAt: '<time>',
    },
  ])
})

test('PUT /password refuses one that is too short', async () => {
  const answer = await bench.send('PUT', path, { token, json: { value: 'short' }, type: SET })

  expect([answer.status, at(answer, 'details.0.message')]).toEqual([
    400,
    'User password did not satisfy password policy requirements',
  ])
})

test('PUT /password takes its own media type only', async () => {
  const answer = await bench.send('PUT', path, { token, json: { value: '2FederateM0re!' } })

  expect([answer.status, at(answer, 'code')]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
})
