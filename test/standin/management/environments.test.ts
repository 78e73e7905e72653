import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

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
      billOfMaterials: {
        products: [
          { type: 'PING_ONE_BASE', description: 'PingOne Base' },
          { type: 'PING_ONE_MFA', description: 'PingOne MFA' },
        ],
        createdAt: '<time>',
        updatedAt: '<time>',
      },
    },
  ])
})

test('GET /environments/{id} answers 404 for an unknown one', async () => {
  const answer = await bench.send('GET', '/v1/environments/nothing', { token })

  expect(answer.status).toBe(404)
})

describe('an environment that is added', () => {
  test('is answered, used, changed and removed', async () => {
    const organizationId = at(
      await bench.send('GET', '/v1/environments', { token }),
      '_embedded.environments.0.organization.id',
    )
    const licenses = await bench.send('GET', `/v1/organizations/${organizationId}/licenses?filter=status eq "active"`, {
      token,
    })
    const license = { id: at(licenses, '_embedded.licenses.0.id') }
    const json = { name: 'New-Solution-Env', description: 'New', type: 'SANDBOX', region: 'EU', license }

    const added = await bench.send('POST', '/v1/environments', { token, json })
    const path = `/v1/environments/${at(added, 'id')}`
    const populations = await bench.send('GET', `${path}/populations`, { token })
    const changed = await bench.send('PUT', path, { token, json: { ...json, name: 'Renamed' } })
    const removed = await bench.send('DELETE', path, { token })
    const gone = await bench.send('GET', path, { token })

    expect([added.status, added.headers.get('location'), added.body]).toMatchObject([
      201,
      `${bench.standin.url}${path}`,
      { name: 'New-Solution-Env', description: 'New', type: 'SANDBOX', region: 'EU', license },
    ])
    expect([populations.status, at(populations, '_embedded.populations.0.name')]).toEqual([200, 'Default'])
    expect([changed.status, at(changed, 'name')]).toEqual([200, 'Renamed'])
    expect([removed.status, gone.status]).toEqual([204, 404])
  })

  test.each([
    ['name', { name: 'Sandbox' }, 'UNIQUENESS_VIOLATION'],
    ['type', { type: 'TRIAL' }, 'INVALID_VALUE'],
    ['license.id', { license: { id: 'none' } }, 'INVALID_VALUE'],
  ])('needs a right %s', async (target, changes, code) => {
    const license = {
      id: at(
        await bench.send('GET', `/v1/environments/${bench.standin.variables['adminEnvID']}`, { token }),
        'license.id',
      ),
    }
    const json = { name: 'Another', type: 'SANDBOX', license, ...changes }

    const answer = await bench.send('POST', '/v1/environments', { token, json })

    expect([answer.status, answer.body]).toMatchObject([400, { code: 'INVALID_DATA', details: [{ code, target }] }])
  })
})

test('DELETE /environments/{id} keeps the admin environment', async () => {
  const answer = await bench.send('DELETE', `/v1/environments/${bench.standin.variables['adminEnvID']}`, { token })

  expect([answer.status, at(answer, 'details.0.message')]).toEqual([400, 'The admin environment cannot be deleted.'])
})
