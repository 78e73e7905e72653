import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at, type Bench, openBench, stable, workerToken } from '../client.ts'

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

describe('a password', () => {
  const VALUE = '2FederateM0re!'
  const NEXT = 'An0therPassword!'
  const act = (method: string, name: string, json: object): Promise<Answer> =>
    bench.send(method, path, { token, json, type: `application/vnd.pingidentity.${name}+json` })

  test('is checked: right', async () => {
    await act('PUT', 'password.set', { value: VALUE })

    const answer = await act('POST', 'password.check', { password: VALUE })

    expect([answer.status, at(answer, 'status')]).toEqual([200, 'OK'])
  })

  test('is checked: wrong', async () => {
    await act('PUT', 'password.set', { value: VALUE })

    const answer = await act('POST', 'password.check', { password: 'wrong' })

    expect([answer.status, stable(answer.body)]).toEqual([
      400,
      {
        id: '<id>',
        code: 'INVALID_DATA',
        message: 'The request could not be completed. One or more validation errors were in the request.',
        details: [
          {
            code: 'INVALID_VALUE',
            target: 'password',
            message: 'The provided password did not match provisioned password',
            innerError: { failuresRemaining: 4 },
          },
        ],
      },
    ])
  })

  test('is changed by who knows the old one', async () => {
    await act('PUT', 'password.set', { value: VALUE })

    const wrong = await act('PUT', 'password.reset', { currentPassword: 'wrong', newPassword: NEXT })
    const right = await act('PUT', 'password.reset', { currentPassword: VALUE, newPassword: NEXT })
    const old = await act('POST', 'password.check', { password: VALUE })

    expect([wrong.status, at(wrong, 'details.0.target'), right.status, old.status]).toEqual([
      400,
      'currentPassword',
      200,
      400,
    ])
  })

  test('has to be changed when an administrator says so', async () => {
    await act('PUT', 'password.set', { value: VALUE })

    const answer = await act('POST', 'password.forceChange', {})

    expect([answer.status, at(answer, 'status')]).toEqual([200, 'MUST_CHANGE_PASSWORD'])
  })

  test('is recovered by the code that was sent, once', async () => {
    await act('POST', 'password.sendRecoveryCode', {})
    const outbox = await bench.send('GET', '/standin/outbox?to=tom@example.com')
    const recoveryCode = at(outbox, '0.body').replaceAll(/\D/g, '')

    const recovered = await act('POST', 'password.recover', { recoveryCode, newPassword: NEXT })
    const twice = await act('POST', 'password.recover', { recoveryCode, newPassword: VALUE })

    expect([recovered.status, at(recovered, 'status'), twice.status, at(twice, 'details.0.target')]).toEqual([
      200,
      'OK',
      400,
      'recoveryCode',
    ])
  })

  test('shows its policy on demand', async () => {
    const answer = await bench.send('GET', `${path}?expand=passwordPolicy`, { token })

    expect(answer.body).toMatchObject({
      _embedded: {
        passwordPolicy: {
          id: at(answer, 'passwordPolicy.id'),
          name: 'Standard',
          lockout: { failureCount: 5, durationSeconds: 900 },
          length: { min: 8, max: 255 },
        },
      },
    })
  })
})
