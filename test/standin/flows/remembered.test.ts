import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, stable, workerToken } from '../client.ts'
import { checkBrowser, makePolicy, remember } from './remembered-stage.ts'
import { type FlowStage, openFlowStage } from './stage.ts'

const DAY_MS = 86_400_000

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

describe('POST /users/{id}/devices of the type BROWSER', () => {
  test('remembers a browser by a cookie', async () => {
    const { device } = await remember(stage)

    const self = '<url>/v1/environments/<env>/users/<id>/devices/<id>'
    expect([device.status, stable(device.headers.get('location')), stable(device.body)]).toEqual([
      201,
      self,
      {
        _links: {
          self: { href: self },
          environment: { href: '<url>/v1/environments/<env>' },
          user: { href: '<url>/v1/environments/<env>/users/<id>' },
        },
        id: '<id>',
        environment: { id: '<env>' },
        user: { id: '<id>' },
        type: 'BROWSER',
        status: 'ACTIVE',
        createdAt: '<time>',
        updatedAt: '<time>',
        expiresAt: '<time>',
      },
    ])
    expect(device.headers.get('set-cookie')).toMatch(
      /^RM=[\da-f-]{36}; Path=\/; Max-Age=86400; Expires=.* GMT; HttpOnly; SameSite=None$/,
    )
  })

  test('makes no device that a flow could choose', async () => {
    const { user, device } = await remember(stage)

    const path = `users/${at(user, 'id')}/devices`
    const [listed, one] = [await stage.api('GET', path), await stage.api('GET', `${path}/${at(device, 'id')}`)]
    expect([at(listed, 'size'), at(one, 'type')]).toEqual(['0', 'BROWSER'])
  })

  test.each([
    ['a policy that does not remember', { enabled: false }],
    ['a policy of nothing', undefined],
  ])('refuses %s', async (_what, web) => {
    const [user, policy] = [await stage.user(), await makePolicy(stage, web)]

    const id = web === undefined ? crypto.randomUUID() : at(policy, 'id')
    const json = { type: 'BROWSER', policy: { id }, payload: 'R/o/signals' }
    const answer = await stage.api('POST', `users/${at(user, 'id')}/devices`, json)

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'policy.id'])
  })

  test.each([
    ['payload', { payload: undefined }],
    ['payload', { payload: {} }],
    ['policy', { policy: undefined }],
    ['session.id', { session: {} }],
  ])('refuses a body without a good %s: %j', async (target, changes) => {
    const { device } = await remember(stage, changes)

    expect([device.status, at(device, 'details.0.target')]).toEqual([400, target])
  })
})

describe('POST /deviceAuthentications as payload.check', () => {
  test('is completed for a remembered browser', async () => {
    const remembered = await remember(stage)

    const answer = await checkBrowser(stage, remembered)

    const self = { href: '<url>/<env>/deviceAuthentications/<id>' }
    expect([answer.status, stable(answer.body)]).toEqual([
      201,
      expect.objectContaining({ _links: { self }, status: 'COMPLETED', user: { id: '<id>' }, policy: { id: '<id>' } }),
    ])
    expect(at(answer, 'user.id')).toBe(at(remembered.user, 'id'))
  })

  test.each([
    ['no cookie', ''],
    ['the cookie of nobody', `RM=${crypto.randomUUID()}`],
    ['a cookie that is not one', 'RM=%'],
  ])('fails with %s', async (_what, cookie) => {
    const remembered = await remember(stage)

    const answer = await checkBrowser(stage, { ...remembered, cookie })

    expect([answer.status, at(answer, 'status'), at(answer, 'error.code')]).toEqual([
      201,
      'FAILED',
      'DEVICE_NOT_REMEMBERED',
    ])
  })

  test('fails with the cookie of another user', async () => {
    const [one, other] = [await remember(stage), await remember(stage)]

    expect(at(await checkBrowser(stage, { ...one, cookie: other.cookie }), 'status')).toBe('FAILED')
  })

  test('fails once the browser was remembered for long enough', async () => {
    const remembered = await remember(stage)

    stage.clock.advance(DAY_MS - 60_000)
    const before = await checkBrowser(stage, remembered)
    stage.clock.advance(60_000)
    const after = await checkBrowser(stage, remembered)

    expect([at(before, 'status'), at(after, 'status')]).toEqual(['COMPLETED', 'FAILED'])
  })

  test.each(['', '/all'])('fails once the browser was forgotten%s', async (which) => {
    const remembered = await remember(stage)

    const devices = `users/${at(remembered.user, 'id')}/devices`
    const path = which === '' ? `${devices}/${at(remembered.device, 'id')}` : devices
    const gone = await stage.api('DELETE', path)

    expect([gone.status, at(await checkBrowser(stage, remembered), 'status')]).toEqual([204, 'FAILED'])
  })

  test('asks for the session that the browser was remembered in', async () => {
    const id = crypto.randomUUID()
    const remembered = await remember(stage, { session: { id } })

    const answers = [
      await checkBrowser(stage, remembered, { deviceSession: { id } }),
      await checkBrowser(stage, remembered, { deviceSession: { id: crypto.randomUUID() } }),
      await checkBrowser(stage, remembered),
    ]

    expect(answers.map((answer) => at(answer, 'status'))).toEqual(['COMPLETED', 'FAILED', 'FAILED'])
  })

  test.each([
    ['user.id', { user: { id: 'nobody' } }],
    ['policy.id', { policy: { id: 'none' } }],
    ['payload.value', { payload: { type: 'SIGNALS_SDK' } }],
    ['policy', { policy: undefined }],
  ])('refuses a bad %s: %j', async (target, changes) => {
    const remembered = await remember(stage)

    const answer = await checkBrowser(stage, remembered, changes)

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
  })

  test('refuses a policy that no longer remembers', async () => {
    const remembered = await remember(stage)
    const other = await makePolicy(stage, { enabled: false })

    const answer = await checkBrowser(stage, remembered, { policy: { id: at(other, 'id') } })

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'policy.id'])
  })

  test.each([
    ['a good token', { token: 'nobody' }, 401],
    ['a known media type', { type: 'application/vnd.pingidentity.payload.verify+json' }, 415],
  ])('is refused without %s', async (_what, changes, status) => {
    const answer = await stage.send('POST', `/${stage.env}/deviceAuthentications`, {
      token: await workerToken(stage),
      type: 'application/vnd.pingidentity.payload.check+json',
      json: {},
      ...changes,
    })

    expect(answer.status).toBe(status)
  })
})

test.each([
  [{ lifeTime: { duration: 0, timeUnit: 'DAYS' } }, 'rememberMe.web.lifeTime.duration'],
  [{ lifeTime: { duration: 1, timeUnit: 'WEEKS' } }, 'rememberMe.web.lifeTime.timeUnit'],
  [{ enabled: 'yes' }, 'rememberMe.web.enabled'],
])('POST /deviceAuthenticationPolicies refuses rememberMe.web %j', async (web, target) => {
  const answer = await makePolicy(stage, web)

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})
