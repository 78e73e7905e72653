import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, at, type Bench, openBench, reachOtp, setUp, stable } from '../client.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

afterAll(async () => {
  await bench.standin.close()
})

test('deviceSelect() sends another one-time password to the same device', async () => {
  const setup = await setUp(bench, { device: { testMode: false } })
  const flow = await reachOtp(bench, setup)

  const answer = await act(bench, at(flow, 'id'), { 'device.select': { device: { id: setup.deviceId } } })

  const { body } = await bench.send('GET', '/standin/outbox')
  expect([answer.status, at(answer, 'status'), body]).toMatchObject([
    200,
    'OTP_REQUIRED',
    [{ to: 'mobetta@example.com' }, { to: 'mobetta@example.com' }],
  ])
})

test('deviceSelect() helps after too many wrong ones', async () => {
  const setup = await setUp(bench)
  const flow = await reachOtp(bench, setup)
  for (const _ of [1, 2, 3]) await act(bench, at(flow, 'id'), { 'otp.check': { otp: '000000' } })
  const again = await act(bench, at(flow, 'id'), { 'device.select': { device: { id: setup.deviceId } } })

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(again, 'test.otp') } })

  expect(at(answer, 'status')).toBe('COMPLETED')
})

test('deviceSelect() switches to another device', async () => {
  const setup = await setUp(bench)
  const json = { type: 'EMAIL', email: 'second@example.com' }
  const path = `${setup.api}/users/${setup.userId}/devices`
  const id = at(await bench.send('POST', path, { token: setup.token, json }), 'id')
  const flow = await reachOtp(bench, setup)

  const answer = await act(bench, at(flow, 'id'), { 'device.select': { device: { id } } })

  expect(at(answer, 'selectedDevice.id')).toBe(id)
})

test('deviceSelect() refuses a device of somebody else', async () => {
  const other = await setUp(bench)
  const flow = await reachOtp(bench, await setUp(bench))

  const answer = await act(bench, at(flow, 'id'), { 'device.select': { device: { id: other.deviceId } } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [{ code: 'INVALID_VALUE', target: 'device.id', message: 'The device does not exist.' }],
    },
  ])
})
