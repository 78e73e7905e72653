import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, type Setup, setUp, stable } from '../client.ts'

let bench: Bench
let setup: Setup
let path: string

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
  path = `${setup.api}/applications/${setup.applicationId}/signOnPolicyAssignments`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /signOnPolicyAssignments answers the assignment', async () => {
  const policies = `${setup.api}/signOnPolicies`
  const id = at(await bench.send('POST', policies, { token: setup.token, json: { name: 'another' } }), 'id')

  const answer = await bench.send('POST', path, { token: setup.token, json: { priority: 20, signOnPolicy: { id } } })

  const application = '<url>/v1/environments/<env>/applications/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    `${application}/signOnPolicyAssignments/<id>`,
    {
      _links: {
        self: { href: `${application}/signOnPolicyAssignments/<id>` },
        environment: { href: '<url>/v1/environments/<env>' },
        application: { href: application },
        signOnPolicy: { href: '<url>/v1/environments/<env>/signOnPolicies/<id>' },
      },
      id: '<id>',
      environment: { id: '<env>' },
      application: { id: '<id>' },
      signOnPolicy: { id: '<id>' },
      priority: 20,
    },
  ])
})

test('POST /signOnPolicyAssignments refuses a policy that does not exist', async () => {
  const json = { priority: 1, signOnPolicy: { id: 'nothing' } }

  const answer = await bench.send('POST', path, { token: setup.token, json })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'signOnPolicy.id'])
})

test('POST /signOnPolicyAssignments refuses to assign a policy twice', async () => {
  const json = { priority: 1, signOnPolicy: { id: setup.policyId } }

  const answer = await bench.send('POST', path, { token: setup.token, json })

  expect([answer.status, at(answer, 'details.0.code')]).toEqual([400, 'UNIQUENESS_VIOLATION'])
})
