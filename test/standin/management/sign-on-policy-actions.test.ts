import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  const policies = `/v1/environments/${bench.env}/signOnPolicies`
  const id = at(await bench.send('POST', policies, { token, json: { name: 'policy' } }), 'id')
  path = `${policies}/${id}/actions`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /actions answers the action with every method', async () => {
  const json = { priority: 1, type: 'MULTI_FACTOR_AUTHENTICATION', email: { enabled: true } }

  const answer = await bench.send('POST', path, { token, json })

  const policy = '<url>/v1/environments/<env>/signOnPolicies/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    `${policy}/actions/<id>`,
    {
      _links: {
        self: { href: `${policy}/actions/<id>` },
        environment: { href: '<url>/v1/environments/<env>' },
        signOnPolicy: { href: policy },
      },
      id: '<id>',
      environment: { id: '<env>' },
      signOnPolicy: { id: '<id>' },
      priority: 1,
      type: 'MULTI_FACTOR_AUTHENTICATION',
      noDevicesMode: 'BLOCK',
      email: { enabled: true },
      sms: { enabled: false },
      voice: { enabled: false },
      authenticator: { enabled: false },
      boundBiometrics: { enabled: false },
      securityKey: { enabled: false },
      applications: [],
    },
  ])
})

test('POST /actions answers a priority that is no whole number as documented', async () => {
  const answer = await bench.send('POST', path, { token, json: { priority: 1.5, type: 'LOGIN' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_REQUEST',
      message: 'The request could not be completed. The request was malformed or invalid.',
      details: [{ code: 'INVALID_VALUE', target: 'priority', message: 'Invalid value for attribute.' }],
    },
  ])
})

test('POST /actions refuses a device policy that does not exist', async () => {
  const json = { priority: 3, type: 'MULTI_FACTOR_AUTHENTICATION', deviceAuthenticationPolicy: { id: 'nothing' } }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'deviceAuthenticationPolicy.id'])
})

test('POST /actions refuses a priority that is taken', async () => {
  await bench.send('POST', path, { token, json: { priority: 7, type: 'LOGIN' } })

  const answer = await bench.send('POST', path, { token, json: { priority: 7, type: 'LOGIN' } })

  expect([answer.status, at(answer, 'details.0.code')]).toEqual([400, 'UNIQUENESS_VIOLATION'])
})

const PROFILING = {
  type: 'PROGRESSIVE_PROFILING',
  promptText: 'Please provide the following information.',
  promptIntervalSeconds: 3600,
  preventMultiplePromptsPerFlow: false,
  attributes: [{ name: 'mobilePhone', required: false }],
}

test('POST /actions answers progressive profiling as it came', async () => {
  const json = { ...PROFILING, priority: 50 }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, answer.body]).toMatchObject([201, json])
})

test.each([
  ['priority', { priority: 1 }],
  ['attributes', { attributes: [] }],
  ['attributes[0].name', { attributes: [{ name: 'no attribute', required: true }] }],
  ['attributes[0].required', { attributes: [{ name: 'mobilePhone' }] }],
  ['promptText', { promptText: undefined }],
  ['promptIntervalSeconds', { promptIntervalSeconds: -1 }],
  ['preventMultiplePromptsPerFlow', { preventMultiplePromptsPerFlow: undefined }],
])('POST /actions refuses progressive profiling with a wrong %s', async (target, changes) => {
  const policies = `/v1/environments/${bench.env}/signOnPolicies`
  const id = at(await bench.send('POST', policies, { token, json: { name: crypto.randomUUID() } }), 'id')
  const actions = `${policies}/${id}/actions`
  await bench.send('POST', actions, { token, json: { type: 'LOGIN', priority: 2 } })

  const answer = await bench.send('POST', actions, { token, json: { ...PROFILING, priority: 3, ...changes } })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})

test('POST /actions answers 404 for an unknown policy', async () => {
  const unknown = `/v1/environments/${bench.env}/signOnPolicies/nothing/actions`

  const answer = await bench.send('POST', unknown, { token, json: { priority: 1, type: 'LOGIN' } })

  expect([answer.status, at(answer, 'code')]).toEqual([404, 'NOT_FOUND'])
})
