import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, at, reachOtp, type Setup, setUp, stable } from '../client.ts'
import { ask, openStage, refresh, SECRET, type Stage, tokensFor, USERNAME } from '../oidc/stage.ts'

let stage: Stage
let setup: Setup

beforeAll(async () => {
  stage = await openStage()
  setup = await setUp(stage, { device: { testMode: false } })
})

beforeEach(async () => {
  for (const name of ['clock', 'outbox', 'journal', 'faults']) await stage.send('DELETE', `/standin/${name}`)
})

afterAll(async () => {
  await stage.standin.close()
})

async function steer(method: string, path: string, json?: unknown): Promise<Answer> {
  return stage.send(method, `/standin${path}`, json === undefined ? {} : { json })
}

describe('clock', () => {
  test('is the clock of all tokens, back in time as well', async () => {
    const answer = await steer('PUT', '/clock', { now: '2001-02-03T04:05:06Z' })

    const tokens = await tokensFor(stage)

    const years = ['access_token', 'id_token'].map((name) =>
      new Date(Number(decodeJwt(at(tokens, name)).iat) * 1000).toISOString().slice(0, 16),
    )
    expect([at(answer, 'now').slice(0, 19), years]).toEqual([
      '2001-02-03T04:05:06',
      ['2001-02-03T04:05', '2001-02-03T04:05'],
    ])
  })

  test('keeps tokens good that were made before it was set back, and ends them when it goes on', async () => {
    const token = at(await tokensFor(stage), 'access_token')
    const use = async (): Promise<number> => (await stage.as('GET', '/userinfo', { token })).status
    await steer('PUT', '/clock', { now: '2001-02-03T04:05:06Z' })
    const back = await use()
    await steer('DELETE', '/clock')
    await steer('POST', '/clock/advance', { ms: 3600_000 })

    expect([back, await use()]).toEqual([200, 401])
  })

  test('tells how far it is from the clock of the machine', async () => {
    await steer('POST', '/clock/advance', { ms: 5000 })

    const answer = await steer('GET', '/clock')

    expect([answer.status, Math.round(Number(at(answer, 'leadMs')) / 1000)]).toEqual([200, 5])
  })

  test.each([
    [
      'PUT',
      '/clock',
      { now: 'tomorrow' },
      'set the clock: "now" must be an ISO 8601 time; send {"now": "2026-01-31T12:00:00Z"}',
    ],
    ['PUT', '/clock', {}, 'set the clock: "now" is missing; send {"now": "2026-01-31T12:00:00Z"}'],
    ['PUT', '/clock', [], 'set the clock: the body has the wrong type; send {"now": "2026-01-31T12:00:00Z"}'],
    ['POST', '/clock/advance', { ms: -1 }, 'advance the clock: "ms" is out of range; send {"ms": 60000}'],
    ['POST', '/clock/advance', { ms: 1e15 }, 'advance the clock: "ms" leads beyond the year 9999; send {"ms": 60000}'],
    ['POST', '/clock/advance', { ms: 1, s: 2 }, 'advance the clock: "s" is unknown, known are ms; send {"ms": 60000}'],
  ])('%s %s refuses %j', async (...[method, path, json, reason]) => {
    const answer = await steer(method, path, json)

    expect([answer.status, answer.body]).toEqual([400, { error: `Cannot ${reason}` }])
  })

  test('refuses what is no JSON', async () => {
    const answer = await stage.send('PUT', '/standin/clock', { headers: { 'content-type': 'application/json' } })

    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'Cannot set the clock: the body is not valid JSON; send {"now": "2026-01-31T12:00:00Z"}' },
    ])
  })
})

describe('outbox', () => {
  test('shows the messages that have what the query says', async () => {
    await reachOtp(stage, setup)

    const answers = [
      await steer('GET', '/outbox?to=mobetta@example.com&deliveryMethod=Email'),
      await steer('GET', '/outbox?deliveryMethod=SMS'),
    ]

    expect(answers.map(({ body }) => Object(body).length)).toEqual([1, 0])
  })

  test('is cleared', async () => {
    await reachOtp(stage, setup)

    const cleared = await steer('DELETE', '/outbox')

    expect([cleared.status, (await steer('GET', '/outbox')).body]).toEqual([204, []])
  })
})

describe('journal', () => {
  test('shows what was sent and how it was answered', async () => {
    const sent = await stage.as('POST', '/token', { form: { grant_type: 'smoke', client_id: 'public' } })

    const { body } = await steer('GET', '/journal')

    expect(body).toEqual([
      {
        id: sent.headers.get('correlation-id'),
        at: expect.stringMatching(/Z$/),
        method: 'POST',
        path: `/${stage.env}/as/token`,
        headers: expect.objectContaining({ 'content-type': 'application/x-www-form-urlencoded' }),
        body: 'grant_type=smoke&client_id=public',
        status: 400,
      },
    ])
  })

  test.each([
    ['?method=get', 1],
    ['?status=404', 1],
    ['?path=/nothing', 1],
    ['?path=/nothing&status=200', 0],
    ['', 2],
  ])('chooses by %s', async (query, expected) => {
    await stage.as('GET', '/nothing?x=1')
    await stage.as('POST', '/token', { form: {} })

    const { body } = await steer('GET', `/journal${query}`)

    expect(Object(body).length).toBe(expected)
  })

  test('keeps the last 1,000', async () => {
    for (let n = 0; n < 1001; n += 1) await stage.as('GET', `/jwks?n=${n}`)

    const { body } = await steer('GET', '/journal')

    expect([Object(body).length, Object(body)[0].path]).toEqual([1000, `/${stage.env}/as/jwks?n=1`])
  })
})

describe('snapshots', () => {
  test('bring back users, tokens and messages', async () => {
    await reachOtp(stage, setup)
    const tokens = await tokensFor(stage)
    await steer('PUT', '/snapshots/before')
    await stage.send('DELETE', `${setup.api}/users/ada-id`, { token: setup.token })
    await stage.as('POST', '/revoke', { basic: ['web', SECRET], form: { token: at(tokens, 'refresh_token') } })
    await steer('DELETE', '/outbox')
    const gone = await refresh(stage, at(tokens, 'refresh_token'))

    const restored = await steer('POST', '/snapshots/before/restore')

    const outbox = await steer('GET', '/outbox')
    const back = await refresh(stage, at(tokens, 'refresh_token'))
    expect([gone.status, restored.status, back.status, Object(outbox.body).length]).toEqual([400, 204, 200, 1])
  })

  test('can be restored again and again', async () => {
    const tokens = await tokensFor(stage)
    await steer('PUT', '/snapshots/again')
    await refresh(stage, at(tokens, 'refresh_token'))
    await steer('POST', '/snapshots/again/restore')
    await refresh(stage, at(tokens, 'refresh_token'))
    await steer('POST', '/snapshots/again/restore')

    const answer = await refresh(stage, at(tokens, 'refresh_token'))

    expect(answer.status).toBe(200)
  })

  test('are listed and removed', async () => {
    await steer('PUT', '/snapshots/short')
    const before = await steer('GET', '/snapshots')

    const removed = await steer('DELETE', '/snapshots/short')

    const names = (answer: Answer): unknown => Object(answer.body).map(({ name }: { name: string }) => name)
    expect([names(before), removed.status, names(await steer('GET', '/snapshots'))]).toEqual([
      expect.arrayContaining(['short']),
      204,
      expect.not.arrayContaining(['short']),
    ])
  })

  test('that do not exist are named', async () => {
    const answer = await steer('POST', '/snapshots/never/restore')

    expect([answer.status, answer.body]).toEqual([
      404,
      { error: 'There is no snapshot "never"; PUT /standin/snapshots/never takes one' },
    ])
  })
})

describe('environments', () => {
  const keyIds = async (): Promise<readonly string[]> => {
    const { body } = await stage.as('GET', '/jwks')
    return Object(body).keys.map(({ kid }: { kid: string }) => kid)
  }

  test('sign with a new key, and go on to publish the old one', async () => {
    const [old] = await keyIds()
    const token = at(await tokensFor(stage), 'access_token')

    const rotated = await steer('POST', `/environments/${stage.env}/keys`)

    const kids = await keyIds()
    const next = await tokensFor(stage)
    const header = JSON.parse(Buffer.from(at(next, 'id_token').split('.')[0] ?? '', 'base64url').toString())
    expect([rotated.status, kids, header.kid]).toEqual([201, [old, at(rotated, 'kid')], at(rotated, 'kid')])
    expect((await stage.as('GET', '/userinfo', { token })).status).toBe(200)
  })

  test('forget what retired keys have signed', async () => {
    const token = at(await tokensFor(stage), 'access_token')
    await steer('POST', `/environments/${stage.env}/keys`)

    const retired = await steer('DELETE', `/environments/${stage.env}/keys`)

    const answer = await stage.as('GET', '/userinfo', { token })
    expect([retired.status, answer.status, (await keyIds()).length]).toEqual([204, 401, 1])
  })

  test('let the user behind a device code decide', async () => {
    const started = await stage.as('POST', '/device_authorization', { form: { client_id: 'tv' } })
    const json = { userCode: at(started, 'user_code').toLowerCase(), username: USERNAME, decision: 'approve' }

    const decided = await steer('POST', `/environments/${stage.env}/devices`, json)

    const tokens = await stage.as('POST', '/token', {
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: 'tv',
        device_code: at(started, 'device_code'),
      },
    })
    expect([decided.status, tokens.status]).toEqual([204, 200])
  })

  test('tell which code does not wait', async () => {
    const json = { userCode: 'XXXX-XXXX', decision: 'deny' }

    const answer = await steer('POST', `/environments/${stage.env}/devices`, json)

    expect([answer.status, answer.body]).toEqual([
      400,
      {
        error:
          'Cannot decide about the device: "userCode" belongs to no device that waits; send {"userCode": "BVKV-2GZ2", "username": "…", "decision": "approve"} (or "deny")',
      },
    ])
  })

  test('that do not exist are named', async () => {
    const answer = await steer('POST', '/environments/nowhere/keys')

    expect([answer.status, stable(answer.body)]).toEqual([
      404,
      { error: 'There is no environment "nowhere"; there are <id> and <env>' },
    ])
  })
})

test('control calls are neither in the journal nor disturbed', async () => {
  await steer('POST', '/faults', { type: 'reset', path: '/**' })

  const answer = await steer('GET', '/journal')

  expect([answer.status, answer.body]).toEqual([200, []])
})

test('ask is answered as ever once the faults are cleared', async () => {
  await steer('POST', '/faults', { type: 'status', status: 500, path: '/**' })
  await steer('DELETE', '/faults')

  expect((await ask(stage)).status).toBe(200)
})
