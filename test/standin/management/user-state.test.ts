import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  const json = { username: 'tom', email: 'tom@example.com' }
  const users = `/v1/environments/${bench.env}/users`
  path = `${users}/${at(await bench.send('POST', users, { token, json }), 'id')}/mfaEnabled`
})

afterAll(async () => {
  await bench.standin.close()
})

test('PUT /mfaEnabled switches MFA on', async () => {
  const answer = await bench.send('PUT', path, { token, json: { mfaEnabled: true } })

  const user = '<url>/v1/environments/<env>/users/<id>'
  const body = { _links: { self: { href: `${user}/mfaEnabled` }, user: { href: user } }, mfaEnabled: true }
  const read = await bench.send('GET', path, { token })
  expect([answer.status, stable(answer.body), stable(read.body)]).toEqual([200, body, body])
})

test('PUT /mfaEnabled asks for the value', async () => {
  const answer = await bench.send('PUT', path, { token, json: {} })

  expect([answer.status, at(answer, 'details.0.code'), at(answer, 'details.0.target')]).toEqual([
    400,
    'REQUIRED_VALUE',
    'mfaEnabled',
  ])
})

test('PUT /mfaEnabled answers 404 for an unknown user', async () => {
  const unknown = `/v1/environments/${bench.env}/users/nobody/mfaEnabled`

  const answer = await bench.send('PUT', unknown, { token, json: { mfaEnabled: true } })

  expect(answer.status).toBe(404)
})

describe('a user', () => {
  const user = (): string => path.replace(/\/mfaEnabled$/, '')
  const action = (type: string, json: object = {}): Promise<Answer> =>
    bench.send('POST', user(), { token, json, type: `application/vnd.pingidentity.${type}+json` })

  test('is disabled, and no longer signs on', async () => {
    const answer = await bench.send('PUT', `${user()}/enabled`, { token, json: { enabled: false } })
    const read = await bench.send('GET', `${user()}/enabled`, { token })
    const shown = await bench.send('GET', user(), { token })
    await bench.send('PUT', `${user()}/enabled`, { token, json: { enabled: true } })

    const self = '<url>/v1/environments/<env>/users/<id>'
    const body = { _links: { self: { href: `${self}/enabled` }, user: { href: self } }, enabled: false }
    expect([answer.status, stable(answer.body), stable(read.body)]).toEqual([200, body, body])
    expect(shown.body).toMatchObject({ enabled: false, account: { canAuthenticate: false, status: 'OK' } })
  })

  test('moves to another population', async () => {
    const populations = `/v1/environments/${bench.env}/populations`
    const id = at(await bench.send('POST', populations, { token, json: { name: 'elsewhere' } }), 'id')

    const answer = await bench.send('PUT', `${user()}/population`, { token, json: { id } })
    const unknown = await bench.send('PUT', `${user()}/population`, { token, json: { id: 'nowhere' } })
    const shown = await bench.send('GET', user(), { token })

    expect([answer.status, at(answer, 'name'), unknown.status, at(shown, 'population.id')]).toEqual([
      200,
      'elsewhere',
      400,
      id,
    ])
  })

  test('is locked and unlocked', async () => {
    const locked = await action('account.lock')
    const unlocked = await action('account.unlock')

    expect([locked.status, locked.body, unlocked.status, unlocked.body]).toMatchObject([
      200,
      { account: { canAuthenticate: false, status: 'LOCKED', secondsUntilUnlock: 900 } },
      200,
      { account: { canAuthenticate: true, status: 'OK' } },
    ])
  })

  test('has an address that is verified by the code that was sent', async () => {
    const users = `/v1/environments/${bench.env}/users`
    const lifecycle = { status: 'VERIFICATION_REQUIRED' }
    const json = { username: 'unverified', email: 'unverified@example.com', lifecycle }
    const id = at(await bench.send('POST', users, { token, json }), 'id')
    const type = (name: string): string => `application/vnd.pingidentity.${name}+json`
    await bench.send('POST', `${users}/${id}`, { token, json: {}, type: type('user.sendVerificationCode') })
    const outbox = await bench.send('GET', '/standin/outbox?to=unverified@example.com')
    const verificationCode = at(outbox, '0.body').replaceAll(/\D/g, '')

    const wrong = await bench.send('POST', `${users}/${id}`, {
      token,
      json: { verificationCode: '1' },
      type: type('user.verify'),
    })
    const verified = await bench.send('POST', `${users}/${id}`, {
      token,
      json: { verificationCode },
      type: type('user.verify'),
    })

    expect([wrong.status, at(wrong, 'details.0.target'), verified.status, at(verified, 'lifecycle.status')]).toEqual([
      400,
      'verificationCode',
      200,
      'ACCOUNT_OK',
    ])
  })

  test('has no bypass', async () => {
    const answer = await bench.send('GET', `${user()}/bypassMFA`, { token })

    const self = '<url>/v1/environments/<env>/users/<id>'
    expect([answer.status, stable(answer.body)]).toEqual([
      200,
      { _links: { self: { href: `${self}/bypassMFA` }, user: { href: self } } },
    ])
  })

  test('knows no other action', async () => {
    const answer = await action('user.dance')

    expect([answer.status, at(answer, 'code')]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })
})
