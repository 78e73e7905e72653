import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, at, stable, workerToken } from '../client.ts'
import { type FlowStage, openFlowStage } from './stage.ts'

const EMAIL = { type: 'EMAIL', email: 'mobetta@example.com', testMode: true }
const SMS = { type: 'SMS', phone: '+15125201234', testMode: true }

let stage: FlowStage

beforeAll(async () => {
  stage = await openFlowStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function start(json: object): Promise<Answer> {
  const token = await workerToken(stage)
  return stage.send('POST', `/${stage.env}/deviceAuthentications`, { token, json })
}

async function act(id: string, action: string, json: object): Promise<Answer> {
  const token = await workerToken(stage)
  const type = `application/vnd.pingidentity.${action}+json`
  return stage.send('POST', `/${stage.env}/deviceAuthentications/${id}`, { token, json, type })
}

test('startDeviceAuthentication() asks the first device', async () => {
  const user = await stage.user({ devices: [EMAIL, SMS] })

  const answer = await start({ user: { id: at(user, 'id') } })

  const self = { href: '<url>/<env>/deviceAuthentications/<id>' }
  const usableStatus = { status: 'ENABLED' }
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    self.href,
    {
      _links: { 'otp.check': self, 'device.select': self, self },
      _embedded: {
        devices: [
          { id: '<id>', type: 'EMAIL', status: 'ACTIVE', email: 'mo****@example.com', usableStatus },
          { id: '<id>', type: 'SMS', status: 'ACTIVE', phone: '*******34', usableStatus },
        ],
        blockedDevices: [],
      },
      id: '<id>',
      environment: { id: '<env>' },
      status: 'OTP_REQUIRED',
      policy: { id: '<id>' },
      user: { id: '<id>' },
      bypassAllowed: false,
      selectedDevice: { id: '<id>' },
      test: { otp: expect.any(Number) },
      createdAt: '<time>',
      updatedAt: '<time>',
      userBypassEnabled: false,
    },
  ])
})

test('actOnDeviceAuthentication() completes with the one-time password', async () => {
  const user = await stage.user({ devices: [EMAIL] })
  const started = await start({ user: { id: at(user, 'id') } })

  const answer = await act(at(started, 'id'), 'otp.check', { otp: at(started, 'test.otp') })

  expect([answer.status, answer.body]).toMatchObject([200, { status: 'COMPLETED', authenticators: ['otp'] }])
})

test('actOnDeviceAuthentication() counts wrong ones, up to the limit', async () => {
  const user = await stage.user({ devices: [EMAIL] })
  const id = at(await start({ user: { id: at(user, 'id') } }), 'id')

  const answers = [
    await act(id, 'otp.check', { otp: '000000' }),
    await act(id, 'otp.check', { otp: '000000' }),
    await act(id, 'otp.check', { otp: '000000' }),
    await act(id, 'otp.check', { otp: '000000' }),
  ]

  expect(answers.map((answer) => [answer.status, at(answer, 'details.0.code')])).toEqual([
    [400, 'INVALID_OTP'],
    [400, 'INVALID_OTP'],
    [400, 'QUOTA_EXCEEDED'],
    [400, 'QUOTA_EXCEEDED'],
  ])
})

test('startDeviceAuthentication() asks the device that was selected, and no other', async () => {
  const phone = '+15125200002'
  const user = await stage.user({
    devices: [
      { type: 'EMAIL', email: 'other@example.com' },
      { type: 'SMS', phone },
    ],
  })
  const devices = await stage.api('GET', `users/${at(user, 'id')}/devices?filter=type eq "SMS"`)
  const id = at(devices, '_embedded.devices.0.id')

  const answer = await start({ user: { id: at(user, 'id') }, selectedDevice: { id } })

  const outbox = await stage.send('GET', '/standin/outbox')
  const told = (outbox.body as { to: string }[]).map(({ to }) => to)
  expect([answer.status, at(answer, 'selectedDevice.id'), told]).toEqual([201, id, [phone]])
})

test('startDeviceAuthentication() fails without a device', async () => {
  const user = await stage.user()

  const answer = await start({ user: { id: at(user, 'id') } })

  expect([answer.status, at(answer, 'status'), at(answer, 'error.code')]).toEqual([201, 'FAILED', 'NO_USABLE_DEVICES'])
})

test.each([
  ['user.id', { user: { id: 'nobody' } }],
  ['policy.id', { policy: { id: 'none' } }],
  ['selectedDevice.id', { selectedDevice: { id: 'none' } }],
])('startDeviceAuthentication() refuses an unknown %s', async (target, changes) => {
  const user = await stage.user({ devices: [EMAIL] })

  const answer = await start({ user: { id: at(user, 'id') }, ...changes })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})

test('a device authentication is no flow', async () => {
  const user = await stage.user({ devices: [EMAIL] })
  const id = at(await start({ user: { id: at(user, 'id') } }), 'id')

  const flow = await stage.send('GET', `/${stage.env}/flows/${id}`)
  const resumed = await stage.send('GET', `/${stage.env}/as/resume?flowId=${id}`)

  expect([flow.status, resumed.status]).toEqual([404, 404])
})

test('readDeviceAuthentication() asks for a token, and is over after 15 minutes', async () => {
  const user = await stage.user({ devices: [EMAIL] })
  const path = `/${stage.env}/deviceAuthentications/${at(await start({ user: { id: at(user, 'id') } }), 'id')}`

  const anonymous = await stage.send('GET', path)
  const read = await stage.send('GET', path, { token: await workerToken(stage) })
  stage.clock.advance(900_000)
  const over = await stage.send('GET', path, { token: await workerToken(stage) })

  expect([anonymous.status, read.status, over.status]).toEqual([401, 200, 404])
})
