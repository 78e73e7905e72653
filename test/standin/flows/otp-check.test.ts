import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, at, type Bench, openBench, reachCompleted, reachOtp, type Setup, setUp, stable } from '../client.ts'

const MINUTE_MS = 60_000

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
})

afterAll(async () => {
  await bench.standin.close()
})

/** Sends a wrong one-time password. */
async function fail(flowId: string): Promise<unknown> {
  return stable((await act(bench, flowId, { 'otp.check': { otp: '000000' } })).body)
}

test('otpCheck() completes the flow', async () => {
  setup = await setUp(bench)

  const answer = await reachCompleted(bench, setup)

  expect([answer.status, answer.body]).toEqual([
    200,
    {
      _links: { self: { href: `${bench.standin.url}/${bench.env}/flows/${at(answer, 'id')}` } },
      _embedded: {
        user: { id: setup.userId, username: setup.username, name: { given: 'Test', family: 'User' } },
        application: { name: 'MFA_NativeApp' },
      },
      id: at(answer, 'id'),
      session: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      resumeUrl: `${bench.standin.url}/${bench.env}/as/resume?flowId=${at(answer, 'id')}`,
      status: 'COMPLETED',
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
    },
  ])
})

test('otpCheck() takes the number that test.otp is', async () => {
  const flow = await reachOtp(bench, await setUp(bench))

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: Number(at(flow, 'test.otp')) } })

  expect(at(answer, 'status')).toBe('COMPLETED')
})

test('otpCheck() refuses a wrong one-time password', async () => {
  const flow = await reachOtp(bench, await setUp(bench))

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: '000000' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [
        {
          code: 'INVALID_OTP',
          target: 'otp',
          message: 'The provided OTP is invalid.',
          innerError: { failuresRemaining: 2 },
        },
      ],
    },
  ])
})

test('otpCheck() keeps the flow open after a wrong one', async () => {
  const flow = await reachOtp(bench, await setUp(bench))
  await fail(at(flow, 'id'))

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })

  expect(at(answer, 'status')).toBe('COMPLETED')
})

test('otpCheck() refuses the third wrong one as too many', async () => {
  const id = at(await reachOtp(bench, await setUp(bench)), 'id')
  await fail(id)
  await fail(id)

  const answer = await fail(id)

  expect(answer).toEqual({
    id: '<id>',
    code: 'INVALID_DATA',
    message: 'The request could not be completed. One or more validation errors were in the request.',
    details: [
      {
        code: 'QUOTA_EXCEEDED',
        target: 'otp',
        message: 'The number of attempts to enter the OTP has been exceeded.',
        innerError: { coolDownExpiresAt: expect.any(Number) },
      },
    ],
  })
})

test('otpCheck() refuses even the right one after too many wrong ones', async () => {
  const flow = await reachOtp(bench, await setUp(bench))
  for (const _ of [1, 2, 3]) await fail(at(flow, 'id'))

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })

  expect([answer.status, at(answer, 'details.0.code')]).toEqual([400, 'QUOTA_EXCEEDED'])
})

test('otpCheck() counts wrong ones across flows', async () => {
  const own = await setUp(bench)
  await fail(at(await reachOtp(bench, own), 'id'))
  await fail(at(await reachOtp(bench, own), 'id'))

  const answer = await fail(at(await reachOtp(bench, own), 'id'))

  expect(answer).toMatchObject({ details: [{ code: 'QUOTA_EXCEEDED' }] })
})

test('otpCheck() forgets the wrong ones after a right one', async () => {
  const own = await setUp(bench)
  const flow = await reachOtp(bench, own)
  await fail(at(flow, 'id'))
  await fail(at(flow, 'id'))
  await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })

  const answer = await fail(at(await reachOtp(bench, own), 'id'))

  expect(answer).toMatchObject({ details: [{ code: 'INVALID_OTP' }] })
})

test('otpCheck() refuses a one-time password whose life is over', async () => {
  const flow = await reachOtp(bench, await setUp(bench))
  const path = `/${bench.env}/flows/${at(flow, 'id')}`
  bench.clock.advance(14 * MINUTE_MS)
  await bench.send('GET', path)
  bench.clock.advance(14 * MINUTE_MS)
  await bench.send('GET', path)
  bench.clock.advance(2 * MINUTE_MS)

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })

  expect([answer.status, at(answer, 'details.0.code')]).toEqual([400, 'INVALID_OTP'])
})

test('otpCheck() locks the device for the cool-down of its policy', async () => {
  const own = await failUnderStrictPolicy()

  const device = await bench.send('GET', `${own.api}/users/${own.userId}/devices/${own.deviceId}`, { token: own.token })

  expect(stable(device.body)).toMatchObject({ lock: { status: 'LOCKED', expiresAt: '<time>', reason: 'OTP' } })
})

test('otpCheck() makes new flows fail while the device is locked', async () => {
  const own = await failUnderStrictPolicy()

  const answer = await reachOtp(bench, own)

  expect(at(answer, 'status')).toBe('FAILED')
})

test('otpCheck() unlocks the device when the cool-down is over', async () => {
  const own = await failUnderStrictPolicy()
  bench.clock.advance(2 * MINUTE_MS)

  const answer = await reachOtp(bench, own)

  expect(at(answer, 'status')).toBe('OTP_REQUIRED')
})

/** One wrong one-time password locks for two minutes. */
async function failUnderStrictPolicy(): Promise<Setup> {
  const { token, api } = await setUp(bench)
  const failure = { count: 1, coolDown: { duration: 2, timeUnit: 'MINUTES' } }
  const method = { enabled: true, otp: { failure, lifeTime: { duration: 30, timeUnit: 'MINUTES' } } }
  const json = { name: `strict ${crypto.randomUUID()}`, sms: method, email: method }
  const policy = await bench.send('POST', `${api}/deviceAuthenticationPolicies`, { token, json })
  const own = await setUp(bench, { action: { deviceAuthenticationPolicy: { id: at(policy, 'id') } } })
  await fail(at(await reachOtp(bench, own), 'id'))
  return own
}
