import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, type Setup, setUp, stable } from '../client.ts'

let bench: Bench
let setup: Setup
let path: string

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
  path = `${setup.api}/signOnPolicies`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /signOnPolicies takes the sample of Ping, where default is a text', async () => {
  const json = { name: 'first', default: 'false', description: 'A new MFA sign-on policy.' }

  const answer = await bench.send('POST', path, { token: setup.token, json })

  const self = '<url>/v1/environments/<env>/signOnPolicies/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    self,
    {
      _links: {
        self: { href: self },
        environment: { href: '<url>/v1/environments/<env>' },
        actions: { href: `${self}/actions` },
      },
      id: '<id>',
      environment: { id: '<env>' },
      name: 'first',
      description: 'A new MFA sign-on policy.',
      default: false,
      createdAt: '<time>',
      updatedAt: '<time>',
    },
  ])
})

test('POST /signOnPolicies refuses a name that is taken', async () => {
  await bench.send('POST', path, { token: setup.token, json: { name: 'twice' } })

  const answer = await bench.send('POST', path, { token: setup.token, json: { name: 'twice' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [
        { code: 'UNIQUENESS_VIOLATION', target: 'name', message: 'A sign-on policy with this name already exists.' },
      ],
    },
  ])
})

test('POST /signOnPolicies makes a new default policy the only one', async () => {
  const created = await bench.send('POST', path, { token: setup.token, json: { name: 'new default', default: true } })

  const answer = await bench.send('GET', `${path}?filter=default eq true`, { token: setup.token })

  expect(answer.body).toMatchObject({ _embedded: { signOnPolicies: [created.body] }, count: 1 })
})

test('DELETE /signOnPolicies/{id} refuses a policy in use', async () => {
  const answer = await bench.send('DELETE', `${path}/${setup.policyId}`, { token: setup.token })

  expect([answer.status, at(answer, 'details.0.message')]).toEqual([
    400,
    'The sign-on policy is assigned to an application.',
  ])
})

test('DELETE /signOnPolicies/{id} removes one that nobody uses', async () => {
  const id = at(await bench.send('POST', path, { token: setup.token, json: { name: 'unused' } }), 'id')

  const answer = await bench.send('DELETE', `${path}/${id}`, { token: setup.token })

  expect(answer.status).toBe(204)
})
