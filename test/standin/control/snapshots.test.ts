import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigningKey } from '../../../src/standin/token.ts'
import { type Answer, act, at, type Bench, openBench, reachOtp, setUp } from '../client.ts'
import { openStage, refresh, type Stage, signOn, tokensFor } from '../oidc/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

/** Takes a snapshot and reads it out. */
async function document({ send }: Bench): Promise<unknown> {
  await send('PUT', '/standin/snapshots/out')
  return (await send('GET', '/standin/snapshots/out')).body
}

async function putBack({ send }: Bench, json: unknown): Promise<Answer> {
  await send('PUT', '/standin/snapshots/in', { json })
  return send('POST', '/standin/snapshots/in/restore')
}

describe('a snapshot that was read out', () => {
  test('survives a restart: users, secrets, tokens, flows, keys and messages', async () => {
    const old = await openStage()
    const setup = await setUp(old)
    await reachOtp(old, await setUp(old, { device: { testMode: false } }))
    const tokens = await tokensFor(old)
    const flow = await reachOtp(old, setup)
    const known = await document(old)
    const outbox = await old.send('GET', '/standin/outbox')
    await old.standin.close()
    const fresh = await openBench({ port: Number(new URL(old.standin.url).port), newKey: createSigningKey })
    // The client has kept its connection to the old one, and finds out that it is closed.
    await fetch(fresh.standin.url).catch(() => undefined)
    const next: Stage = {
      ...old,
      ...fresh,
      as: (method, path, sending) => fresh.send(method, `/${old.env}/as${path}`, sending),
    }

    const restored = await putBack(next, known)

    const done = await act(next, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })
    const signedOn = await signOn(next, at(await authorizeAgain(next), 'id'))
    const statuses = [
      restored.status,
      (await next.as('GET', '/userinfo', { token: at(tokens, 'access_token') })).status,
      (await refresh(next, at(tokens, 'refresh_token'))).status,
      (await next.send('GET', `${setup.api}/users/${setup.userId}`, { token: setup.token })).status,
      signedOn.answer.status,
    ]
    const messages = await next.send('GET', '/standin/outbox')
    await fresh.standin.close()
    expect([statuses, at(done, 'status'), messages.body]).toEqual([[204, 200, 200, 200, 200], 'COMPLETED', outbox.body])
  })

  test('is the same when it is put back and read out again', async () => {
    const setup = await setUp(stage)
    const json = { username: 'marked', email: 'a@example.com', $table: [{ $map: 1 }], nested: { $object: { $key: 1 } } }
    await stage.send('POST', `${setup.api}/users`, { token: setup.token, json })
    const first = await document(stage)

    await putBack(stage, first)

    expect({ ...Object(await document(stage)), at: '' }).toEqual({ ...Object(first), at: '' })
  })

  test('keeps its codes good for one use', async () => {
    const { answer } = await signOn(stage, at(await authorizeAgain(stage), 'id'))
    const form = {
      grant_type: 'authorization_code',
      code: at(answer, 'authorizeResponse.code'),
      redirect_uri: 'https://app.example.com/callback',
    }
    await putBack(stage, await document(stage))
    const redeem = async (): Promise<Answer> =>
      stage.as('POST', '/token', { basic: ['web', 'a-secret-of-the-tests-not-a-real-one-0001'], form })

    const answers = [await redeem(), await redeem()]

    expect(answers.map(({ status }) => status)).toEqual([200, 400])
  })

  test('may be larger than the bodies that PingOne takes', async () => {
    const known = Object(await document(stage))
    const filler = { id: 'x', body: 'x'.repeat(3 * 1024 * 1024) }

    const answer = await stage.send('PUT', '/standin/snapshots/large', { json: { ...known, outbox: [filler] } })

    expect(answer.status).toBe(200)
  })
})

async function authorizeAgain(on: Stage): Promise<Answer> {
  const query = 'response_type=code&client_id=web&scope=openid&response_mode=pi.flow'
  return on.as('GET', `/authorize?${query}&redirect_uri=https://app.example.com/callback`)
}

describe('a document that is no snapshot', () => {
  const reasonOf = ({ body }: Answer): string => /the document (.*); send what/.exec(Object(body).error)?.[1] ?? ''

  test.each([
    [[], 'is none: its "format" is not "flowgate-standin-snapshot"'],
    [{ format: 'x' }, 'is none: its "format" is not "flowgate-standin-snapshot"'],
    [{ format: 'flowgate-standin-snapshot', version: 9 }, 'has version 9, and only 2 can be read'],
    [{ version: 2, at: 'now' }, 'has no time "at"'],
    [{ version: 2, at: '2026-01-31T12:00:00Z' }, 'has no environments and outbox'],
    [
      { version: 2, at: '2026-01-31T12:00:00Z', environments: [{}], outbox: [] },
      'has something else than it should as environments[0].id',
    ],
    [
      { version: 2, at: '2026-01-31T12:00:00Z', environments: [7], outbox: [] },
      'has something else than it should as environments[0].id',
    ],
    [{ version: 2, at: '2026-01-31T12:00:00Z', environments: [], outbox: [{}] }, 'has rows without an id in outbox'],
    [
      { version: 2, at: '2026-01-31T12:00:00Z', environments: [{ $table: [1] }], outbox: [] },
      'has rows without an id in $table',
    ],
    [
      { version: 2, at: '2026-01-31T12:00:00Z', environments: [{ $key: { kty: 'RSA' } }], outbox: [] },
      'has a signing key that is none',
    ],
  ])('%j is refused', async (changes, reason) => {
    const json = Array.isArray(changes) ? changes : { format: 'flowgate-standin-snapshot', ...changes }

    const answer = await stage.send('PUT', '/standin/snapshots/bad', { json })

    expect([answer.status, reasonOf(answer)]).toEqual([400, reason])
  })

  test('that is not even JSON is refused', async () => {
    const answer = await stage.send('PUT', '/standin/snapshots/bad', { form: { a: 'b' } })

    expect([answer.status, reasonOf(answer)]).toEqual([400, 'is no JSON'])
  })

  test('leaves what is there as it is', async () => {
    const answer = await stage.send('GET', '/standin/snapshots/bad')

    expect([answer.status, (await stage.as('GET', '/jwks')).status]).toEqual([404, 200])
  })
})
