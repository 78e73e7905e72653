import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, at, authorize, type Bench, openBench, reachOtp, type Setup, setUp, stable } from '../client.ts'

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

test('userLookup() asks for the one-time password, and shows it for a device in test mode', async () => {
  const answer = await reachOtp(bench, setup)

  const flow = { href: '<url>/<env>/flows/<id>' }
  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      _links: {
        'otp.check': flow,
        'device.select': flow,
        self: flow,
        signOnPage: { href: '<url>/<env>/signon/?flowId=<id>' },
      },
      _embedded: {
        devices: [{ id: '<id>', type: 'EMAIL', status: 'ACTIVE', email: 'mo****@example.com' }],
        application: { name: 'MFA_NativeApp' },
      },
      id: '<id>',
      environment: { id: '<env>' },
      resumeUrl: '<url>/<env>/as/resume?flowId=<id>',
      status: 'OTP_REQUIRED',
      createdAt: '<time>',
      expiresAt: '<time>',
      bypassAllowed: false,
      selectedDevice: { id: '<id>' },
      test: { otp: expect.any(Number) },
    },
  ])
})

test('userLookup() makes a one-time password of six digits', async () => {
  const answer = await reachOtp(bench, setup)

  expect(at(answer, 'test.otp')).toMatch(/^[1-9]\d{5}$/)
})

test('userLookup() shows no one-time password for a device that is not in test mode', async () => {
  const real = await setUp(bench, { device: { testMode: false } })

  const answer = await reachOtp(bench, real)

  expect(answer.body).not.toHaveProperty('test')
})

test('userLookup() masks a phone number', async () => {
  const phone = { type: 'SMS', phone: '+15125201234', email: undefined }
  const own = await setUp(bench, { device: phone, action: { email: { enabled: false }, sms: { enabled: true } } })

  const answer = await reachOtp(bench, own)

  expect(stable(answer.body)).toMatchObject({
    _embedded: { devices: [{ id: '<id>', type: 'SMS', status: 'ACTIVE', phone: '*******34' }] },
  })
})

test('userLookup() refuses an unknown user', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const answer = await act(bench, id, { 'user.lookup': { username: 'nobody' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [{ code: 'INVALID_VALUE', target: 'username', message: 'Invalid username.' }],
    },
  ])
})

test('userLookup() asks for a username', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const answer = await act(bench, id, { 'user.lookup': {} })

  expect([answer.status, stable(answer.body)]).toMatchObject([
    400,
    { code: 'INVALID_DATA', details: [{ code: 'REQUIRED_VALUE', target: 'username', message: 'must not be null' }] },
  ])
})

test.each([
  ['MFA is off', { mfaEnabled: false }],
  ['no device is active', { device: { status: 'ACTIVATION_REQUIRED' } }],
  ['the action does not allow the device', { action: { email: { enabled: false }, sms: { enabled: true } } }],
])('userLookup() fails the flow when %s', async (_reason, changes) => {
  const own = await setUp(bench, changes)

  const answer = await reachOtp(bench, own)

  expect([answer.status, answer.body]).toMatchObject([
    200,
    {
      status: 'FAILED',
      error: {
        code: 'NO_USABLE_DEVICES',
        message: `Couldn't find authenticating device for user: ${own.userId}`,
        unavailableDevices: [{ id: own.deviceId }],
      },
    },
  ])
})

test('userLookup() does not bypass MFA without a login_hint_token', async () => {
  const own = await setUp(bench, { mfaEnabled: false, action: { noDevicesMode: 'BYPASS' } })

  const answer = await reachOtp(bench, own)

  expect(at(answer, 'status')).toBe('FAILED')
})
