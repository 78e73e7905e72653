import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { totp } from '../../../src/standin/otp.ts'
import { type Answer, act, at, stable } from '../client.ts'
import { type FlowStage, offers, openFlowStage } from './stage.ts'

const EMAIL = { type: 'EMAIL', email: 'mobetta@example.com', testMode: true }
const SMS = { type: 'SMS', phone: '+15125201234', testMode: true }
const FAILURE = { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } }
const METHOD = { enabled: true, otp: { failure: FAILURE, lifeTime: { duration: 30, timeUnit: 'MINUTES' } } }

let stage: FlowStage
let all: string

beforeAll(async () => {
  stage = await openFlowStage()
  all = await devicePolicy({})
})

afterAll(async () => {
  await stage.standin.close()
})

/** A device authentication policy with every method on. */
async function devicePolicy(changes: object): Promise<string> {
  const app = { enabled: true, otp: { failure: FAILURE } }
  const json = { name: crypto.randomUUID(), sms: METHOD, email: METHOD, totp: app, mobile: app, ...changes }
  return at(await stage.api('POST', 'deviceAuthenticationPolicies', json), 'id')
}

/** Starts a flow that asks this user for MFA under a device policy. */
async function startMfa(user: Answer, policyId = all): Promise<Answer> {
  const flow = await stage.start({ type: 'MULTI_FACTOR_AUTHENTICATION', deviceAuthenticationPolicy: { id: policyId } })
  return act(stage, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })
}

describe('device selection', () => {
  test.each([
    ['DEFAULT_TO_FIRST', [EMAIL, SMS], 'OTP_REQUIRED'],
    ['PROMPT_TO_SELECT', [EMAIL, SMS], 'DEVICE_SELECTION_REQUIRED'],
    ['PROMPT_TO_SELECT', [EMAIL], 'OTP_REQUIRED'],
    ['ALWAYS_DISPLAY_DEVICES', [EMAIL], 'DEVICE_SELECTION_REQUIRED'],
  ])('%s', async (deviceSelection, devices, status) => {
    const policyId = await devicePolicy({ authentication: { deviceSelection } })

    const flow = await startMfa(await stage.user({ devices }), policyId)

    expect(at(flow, 'status')).toBe(status)
  })

  test('shows the devices, and asks the chosen one', async () => {
    const policyId = await devicePolicy({ authentication: { deviceSelection: 'PROMPT_TO_SELECT' } })
    const flow = await startMfa(await stage.user({ devices: [EMAIL, SMS] }), policyId)

    const chosen = await act(stage, at(flow, 'id'), {
      'device.select': { device: { id: at(flow, '_embedded.devices.1.id') } },
    })
    const done = await act(stage, at(flow, 'id'), { 'otp.check': { otp: at(chosen, 'test.otp') } })

    const url = `<url>/<env>/flows/<id>`
    expect([stable(flow.body), at(chosen, 'selectedDevice.id'), at(done, 'status')]).toEqual([
      {
        _links: {
          'device.select': { href: url },
          self: { href: url },
          signOnPage: { href: '<url>/<env>/signon/?flowId=<id>' },
        },
        _embedded: {
          devices: [
            { id: '<id>', type: 'EMAIL', status: 'ACTIVE', email: 'mo****@example.com' },
            { id: '<id>', type: 'SMS', status: 'ACTIVE', phone: '*******34' },
          ],
          application: { name: 'App' },
        },
        id: '<id>',
        environment: { id: '<env>' },
        resumeUrl: '<url>/<env>/as/resume?flowId=<id>',
        status: 'DEVICE_SELECTION_REQUIRED',
        createdAt: '<time>',
        expiresAt: '<time>',
      },
      at(flow, '_embedded.devices.1.id'),
      'COMPLETED',
    ])
  })

  test('sends at most 50 messages a day', async () => {
    const email = 'often@example.com'
    const flow = await startMfa(await stage.user({ devices: [{ type: 'EMAIL', email }] }))
    const select = { 'device.select': { device: { id: at(flow, 'selectedDevice.id') } } }
    for (let sent = 1; sent < 50; sent += 1) await act(stage, at(flow, 'id'), select)

    const refused = await act(stage, at(flow, 'id'), select)
    await stage.send('DELETE', '/standin/outbox')
    const sent = await act(stage, at(flow, 'id'), select)

    expect([refused.status, stable(refused.body), sent.status]).toEqual([
      400,
      {
        id: '<id>',
        code: 'INVALID_DATA',
        message: 'The request could not be completed. One or more validation errors were in the request.',
        details: [
          {
            code: 'LIMIT_EXCEEDED',
            target: 'device.id',
            message: 'The user has had all messages of the day.',
            innerError: { deliveryMethod: 'EMAIL', coolDownExpiresAt: expect.any(Number) },
          },
        ],
      },
      200,
    ])
  })

  test('leaves out blocked devices', async () => {
    const user = await stage.user({ devices: [EMAIL, SMS] })
    const path = `users/${at(user, 'id')}/devices`
    const id = at(await stage.api('GET', `${path}?filter=type eq "EMAIL"`), '_embedded.devices.0.id')

    const blocked = await stage.api('POST', `${path}/${id}`, {}, 'device.block')
    const flow = await startMfa(user)
    const unblocked = await stage.api('POST', `${path}/${id}`, {}, 'device.unblock')

    expect([blocked.status, blocked.body, at(flow, '_embedded.devices.0.type'), unblocked.body]).toMatchObject([
      200,
      { block: { status: 'BLOCKED', blockedAt: expect.stringMatching(/Z$/) } },
      'SMS',
      { status: 'ACTIVE' },
    ])
  })
})

describe('authenticator app', () => {
  async function pair(user: Answer): Promise<{ readonly secret: string; readonly path: string }> {
    const path = `users/${at(user, 'id')}/devices`
    const device = await stage.api('POST', path, { type: 'TOTP', policy: { id: all } })
    return { secret: at(device, 'secret'), path: `${path}/${at(device, 'id')}` }
  }

  function now(secret: string): string {
    return totp(secret, Math.floor(stage.clock.now() / 30_000))
  }

  test('is paired by a secret and activated by a password of it', async () => {
    const user = await stage.user()
    const path = `users/${at(user, 'id')}/devices`

    const device = await stage.api('POST', path, { type: 'TOTP', policy: { id: all } })
    const otp = now(at(device, 'secret'))
    const wrong = await stage.api('POST', `${path}/${at(device, 'id')}`, { otp: '000000' }, 'device.activate')
    const active = await stage.api('POST', `${path}/${at(device, 'id')}`, { otp }, 'device.activate')

    const { secret, keyUri, ...rest } = device.body as Record<string, string>
    expect([device.status, keyUri]).toEqual([
      201,
      `otpauth://totp/Sandbox:${at(user, 'username')}?secret=${secret}&issuer=Sandbox`,
    ])
    expect([wrong.status, at(wrong, 'details.0.code')]).toEqual([400, 'INVALID_OTP'])
    expect([active.status, stable(active.body)]).toEqual([200, stable({ ...rest, status: 'ACTIVE' })])
  })

  test('needs a device policy that allows it', async () => {
    const user = await stage.user()

    const answer = await stage.api('POST', `users/${at(user, 'id')}/devices`, { type: 'TOTP' })

    expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'type'])
  })

  test('is not asked before it is active', async () => {
    const user = await stage.user()
    await pair(user)

    const flow = await startMfa(user)

    expect(at(flow, 'error.code')).toBe('NO_USABLE_DEVICES')
  })

  test('signs on with each password once', async () => {
    const user = await stage.user()
    const { secret, path } = await pair(user)
    await stage.api('POST', path, { otp: now(secret) }, 'device.activate')
    const otp = now(secret)

    const flow = await startMfa(user)
    const done = await act(stage, at(flow, 'id'), { 'otp.check': { otp } })
    const replayed = await act(stage, at(await startMfa(user), 'id'), { 'otp.check': { otp } })

    expect([offers(flow), flow.body, at(done, 'status'), at(replayed, 'details.0.code')]).toMatchObject([
      ['OTP_REQUIRED', 'otp.check', 'device.select', 'self', 'signOnPage'],
      { _embedded: { devices: [{ type: 'TOTP', status: 'ACTIVE' }] } },
      'COMPLETED',
      'INVALID_OTP',
    ])
  })

  test('cools down after too many wrong passwords', async () => {
    const user = await stage.user()
    const { secret, path } = await pair(user)
    await stage.api('POST', path, { otp: now(secret) }, 'device.activate')
    const id = at(await startMfa(user), 'id')
    for (const _ of [1, 2, 3]) await act(stage, id, { 'otp.check': { otp: '000000' } })

    const locked = await stage.api('GET', path)
    const failed = await startMfa(user)
    stage.clock.advance(2 * 60_000)
    const open = await startMfa(user)

    expect([at(locked, 'lock.status'), at(failed, 'status'), at(open, 'status')]).toEqual([
      'LOCKED',
      'FAILED',
      'OTP_REQUIRED',
    ])
  })

  test('is unlocked by an administrator', async () => {
    const user = await stage.user()
    const { secret, path } = await pair(user)
    await stage.api('POST', path, { otp: now(secret) }, 'device.activate')
    const id = at(await startMfa(user), 'id')
    for (const _ of [1, 2, 3]) await act(stage, id, { 'otp.check': { otp: '000000' } })

    await stage.api('POST', path, {}, 'device.unlock')
    const open = await startMfa(user)

    expect(at(open, 'status')).toBe('OTP_REQUIRED')
  })
})

describe('activation of other devices', () => {
  test('takes the password that was sent', async () => {
    const user = await stage.user()
    const path = `users/${at(user, 'id')}/devices`
    const json = { type: 'SMS', phone: '+15125209999', status: 'ACTIVATION_REQUIRED' }

    const device = await stage.api('POST', path, json)
    const otp = /\d{6}/.exec(at(await stage.mail('+15125209999'), 'body'))?.[0] ?? ''
    const active = await stage.api('POST', `${path}/${at(device, 'id')}`, { otp }, 'device.activate')
    const again = await stage.api('POST', `${path}/${at(device, 'id')}`, { otp }, 'device.activate')

    expect([at(device, 'status'), at(active, 'status'), again.status, at(again, 'details.0.target')]).toEqual([
      'ACTIVATION_REQUIRED',
      'ACTIVE',
      400,
      'status',
    ])
  })

  test('shows the password in test mode', async () => {
    const user = await stage.user()

    const device = await stage.api('POST', `users/${at(user, 'id')}/devices`, {
      ...EMAIL,
      status: 'ACTIVATION_REQUIRED',
    })

    expect(at(device, 'test.otp')).toMatch(/^\d{6}$/)
  })
})

describe('mobile application', () => {
  const control = (): string => `/standin/environments/${stage.env}`

  async function paired(): Promise<Answer> {
    const user = await stage.user()
    const application = at(await stage.api('GET', 'applications'), '_embedded.applications.0.id')
    const key = await stage.api('POST', `users/${at(user, 'id')}/pairingKeys`, { applications: [{ id: application }] })
    await stage.send('POST', `${control()}/pairings`, { json: { code: at(key, 'code') } })
    return user
  }

  /** The device that the message was for, and its links. */
  async function pushed(user: Answer): Promise<Answer> {
    const device = at(await stage.api('GET', `users/${at(user, 'id')}/devices`), '_embedded.devices.0.id')
    return stage.mail(device)
  }

  test('is paired by the code of a pairing key, once', async () => {
    const user = await stage.user()
    const application = at(await stage.api('GET', 'applications'), '_embedded.applications.0.id')
    const path = `users/${at(user, 'id')}/pairingKeys`
    const key = await stage.api('POST', path, { applications: [{ id: application }] })

    const claimed = await stage.send('POST', `${control()}/pairings`, { json: { code: at(key, 'code') } })
    const twice = await stage.send('POST', `${control()}/pairings`, { json: { code: at(key, 'code') } })
    const after = await stage.api('GET', `${path}/${at(key, 'id')}`)
    const device = await stage.api('GET', `users/${at(user, 'id')}/devices/${at(claimed, 'id')}`)

    expect([key.status, at(key, 'status'), claimed.status, twice.status, at(after, 'status')]).toEqual([
      201,
      'UNCLAIMED',
      201,
      400,
      'CLAIMED',
    ])
    expect(device.body).toMatchObject({ type: 'MOBILE', status: 'ACTIVE', application: { id: application } })
  })

  test('approves by the link in the outbox', async () => {
    const user = await paired()

    const flow = await startMfa(user)
    const message = await pushed(user)
    const approved = await stage.send('POST', at(message, 'links.approve.href'))
    const polled = await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
    const resumed = await stage.send('GET', `/${stage.env}/as/resume?flowId=${at(flow, 'id')}`)

    expect([offers(flow), at(message, 'deliveryMethod'), approved.status, at(polled, 'status')]).toEqual([
      ['PUSH_CONFIRMATION_REQUIRED', 'device.select', 'self', 'signOnPage'],
      'Push',
      204,
      'COMPLETED',
    ])
    expect(polled.headers.get('set-cookie')).toContain(`ST=${at(polled, 'session.id')}`)
    expect(at(resumed, 'authorizeResponse.code')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('denies', async () => {
    const user = await paired()
    const flow = await startMfa(user)

    await stage.send('POST', `${control()}/flows/${at(flow, 'id')}/deny`)
    const polled = await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
    const again = await stage.send('POST', `${control()}/flows/${at(flow, 'id')}/approve`)

    expect([at(polled, 'status'), polled.body, again.status]).toMatchObject([
      'FAILED',
      { error: { code: 'PUSH_CONFIRMATION_DENIED', message: 'The user denied the push confirmation.' } },
      400,
    ])
  })

  test('is waited for 40 seconds, and can be asked again', async () => {
    const user = await paired()
    const flow = await startMfa(user)
    stage.clock.advance(40_000)

    const polled = await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
    const again = await act(stage, at(flow, 'id'), {
      'device.select': { device: { id: at(flow, 'selectedDevice.id') } },
    })

    expect([at(polled, 'status'), at(again, 'status')]).toEqual([
      'PUSH_CONFIRMATION_TIMED_OUT',
      'PUSH_CONFIRMATION_REQUIRED',
    ])
  })

  test('is left for another device', async () => {
    const user = await paired()
    await stage.api('POST', `users/${at(user, 'id')}/devices`, EMAIL)
    const flow = await startMfa(user)

    const cancelled = await act(stage, at(flow, 'id'), { 'cancel.push.authentication': { reason: 'CHANGE_DEVICE' } })

    expect([at(cancelled, 'status'), at(cancelled, '_embedded.devices.1.type')]).toEqual([
      'DEVICE_SELECTION_REQUIRED',
      'EMAIL',
    ])
  })
})
