import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

const METHOD = {
  enabled: true,
  otp: {
    failure: { count: 3, coolDown: { duration: 0, timeUnit: 'MINUTES' } },
    lifeTime: { duration: 30, timeUnit: 'MINUTES' },
  },
}

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  path = `/v1/environments/${bench.env}/deviceAuthenticationPolicies`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /deviceAuthenticationPolicies answers the policy with its defaults', async () => {
  const json = { name: 'useCaseDeviceAuthPolicy_1', sms: METHOD, email: METHOD }

  const answer = await bench.send('POST', path, { token, json })

  const shown = { ...METHOD, otp: { ...METHOD.otp, otpLength: 6 } }
  const self = '<url>/v1/environments/<env>/deviceAuthenticationPolicies/<id>'
  expect([answer.status, stable(answer.body)]).toEqual([
    201,
    {
      _links: { self: { href: self }, environment: { href: '<url>/v1/environments/<env>' } },
      id: '<id>',
      environment: { id: '<env>' },
      name: 'useCaseDeviceAuthPolicy_1',
      default: false,
      authentication: { deviceSelection: 'DEFAULT_TO_FIRST' },
      newDeviceNotification: 'NONE',
      notificationsPolicy: {},
      sms: shown,
      email: shown,
      voice: { ...shown, enabled: false },
      totp: { enabled: false, otp: { failure: METHOD.otp.failure } },
      mobile: { enabled: false, otp: { failure: METHOD.otp.failure } },
      updatedAt: '<time>',
    },
  ])
})

test('POST /deviceAuthenticationPolicies keeps the failure limit in its bounds', async () => {
  const failure = { ...METHOD.otp.failure, count: 8 }
  const json = { name: 'lax', sms: { ...METHOD, otp: { ...METHOD.otp, failure } }, email: METHOD }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, answer.body]).toMatchObject([
    400,
    {
      details: [
        {
          code: 'OUT_OF_RANGE',
          target: 'sms.otp.failure.count',
          innerError: { rangeMinimumValue: 1, rangeMaximumValue: 7 },
        },
      ],
    },
  ])
})

test('POST /deviceAuthenticationPolicies answers fido2 where it is given, with its defaults', async () => {
  const json = { name: crypto.randomUUID(), sms: METHOD, email: METHOD, fido2: { enabled: false } }

  const answer = await bench.send('POST', path, { token, json })

  const failure = { count: 4, coolDown: { duration: 150, timeUnit: 'SECONDS' } }
  expect([answer.status, answer.body]).toMatchObject([201, { fido2: { enabled: false, failure } }])
})

test('GET /deviceAuthenticationPolicies has a default policy with FIDO2', async () => {
  const list = await bench.send('GET', `${path}?filter=default eq true`, { token })

  expect(list.body).toMatchObject({ _embedded: { deviceAuthenticationPolicies: [{ fido2: { enabled: true } }] } })
})

test.each([
  [{ count: 8, coolDown: { duration: 2, timeUnit: 'MINUTES' } }, 'fido2.failure.count'],
  [{ count: 3, coolDown: { duration: 119, timeUnit: 'SECONDS' } }, 'fido2.failure.coolDown.duration'],
  [{ count: 3, coolDown: { duration: 31, timeUnit: 'MINUTES' } }, 'fido2.failure.coolDown.duration'],
])('POST /deviceAuthenticationPolicies refuses the limit %j of FIDO2', async (failure, target) => {
  const json = { name: crypto.randomUUID(), sms: METHOD, email: METHOD, fido2: { enabled: true, failure } }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})

test('DELETE /deviceAuthenticationPolicies/{id} keeps the default one', async () => {
  const list = await bench.send('GET', `${path}?filter=default eq true`, { token })

  const id = at(list, '_embedded.deviceAuthenticationPolicies.0.id')
  const answer = await bench.send('DELETE', `${path}/${id}`, { token })

  expect(answer.status).toBe(400)
})
