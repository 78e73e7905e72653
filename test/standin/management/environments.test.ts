import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

test('GET /environments lists the two that exist at the start', async () => {
  const answer = await bench.send('GET', '/v1/environments', { token })

  expect([answer.status, answer.body]).toMatchObject([
    200,
    {
      _embedded: {
        environments: [
          { id: bench.standin.variables['adminEnvID'], type: 'PRODUCTION' },
          { id: bench.env, type: 'SANDBOX' },
        ],
      },
      count: 2,
    },
  ])
})

test('GET /environments/{id} answers the environment', async () => {
  const answer = await bench.send('GET', `/v1/environments/${bench.env}`, { token })

  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      _links: expect.objectContaining({
        self: { href: '<url>/v1/environments/<env>' },
        organization: { href: '<url>/v1/organizations/<id>' },
        license: { href: '<url>/v1/organizations/<id>/licenses/<id>' },
        users: { href: '<url>/v1/environments/<env>/users' },
      }),
      id: '<env>',
      name: 'Sandbox',
      description: 'An environment of the PingOne stand-in',
      organization: { id: '<id>' },
      type: 'SANDBOX',
      region: 'NA',
      createdAt: '<time>',
      updatedAt: '<time>',
      license: { id: '<id>' },
    },
  ])
})

test('GET /environments/{id} answers 404 for an unknown one', async () => {
  const answer = await bench.send('GET', '/v1/environments/nothing', { token })

  expect(answer.status).toBe(404)
})
