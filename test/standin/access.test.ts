import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APPLICATION, at, type Bench, openBench, reachCode, redeem, setUp, stable, workerToken } from './client.ts'

/** Nobody can give this role away. */
const ORGANIZER = {
  ...APPLICATION,
  id: 'organizer',
  secret: 'a-secret',
  type: 'WORKER',
  responseTypes: [],
  grantTypes: ['CLIENT_CREDENTIALS'],
  roles: ['Organization Admin'],
}

let bench: Bench
let api: string

beforeAll(async () => {
  const seed = { environments: [{ id: '5f1a9e30-0000-4000-8000-00000000e001', applications: [ORGANIZER] }] }
  bench = await openBench({ seed })
  api = `/v1/environments/${bench.env}`
})

afterAll(async () => {
  await bench.standin.close()
})

const NO_TOKEN = {
  id: '<id>',
  code: 'INVALID_TOKEN',
  message: 'The request could not be completed. You do not have access to this resource.',
}

const NO_ACCESS = {
  id: '<id>',
  code: 'ACCESS_FAILED',
  message: 'The request could not be completed. You do not have access to this resource.',
  details: [
    {
      code: 'INSUFFICIENT_PERMISSIONS',
      message: 'The actor attempting to perform the request is not authorized.',
    },
  ],
}

describe('forWorkers() answers 401', () => {
  test('without a token', async () => {
    const answer = await bench.send('GET', `${api}/users`)

    expect([answer.status, stable(answer.body)]).toEqual([401, NO_TOKEN])
  })

  test('for the right secret instead of a token', async () => {
    const { adminAppID = '', adminAppSecret = '' } = bench.standin.variables

    const answer = await bench.send('GET', `${api}/users`, { basic: [adminAppID, adminAppSecret] })

    expect([answer.status, stable(answer.body)]).toEqual([401, NO_TOKEN])
  })

  test('for a token with a broken signature', async () => {
    const token = await workerToken(bench)

    const answer = await bench.send('GET', `${api}/users`, { token: `${token.slice(0, -8)}AAAAAAAA` })

    expect([answer.status, stable(answer.body)]).toEqual([401, NO_TOKEN])
  })

  test('for a token with the right claims and a foreign key', async () => {
    const [, claims = ''] = (await workerToken(bench)).split('.')
    const { privateKey } = await generateKeyPair('RS256')
    const payload = JSON.parse(Buffer.from(claims, 'base64url').toString())
    const token = await new SignJWT(payload).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([401, NO_TOKEN])
  })

  test('for a token whose hour is over', async () => {
    const token = await workerToken(bench)
    bench.clock.advance(3600 * 1000)

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([401, NO_TOKEN])
  })
})

describe('forWorkers() answers 403', () => {
  test("for a user's token", async () => {
    const setup = await setUp(bench)
    const token = at(await redeem(bench, setup, await reachCode(bench, setup)), 'access_token')

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([403, NO_ACCESS])
  })

  test('for a token of an application that is no worker', async () => {
    const token = await tokenOf({ type: 'SERVICE' }, api)

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([403, NO_ACCESS])
  })
})

describe('forWorkers() answers by the roles of a worker', () => {
  test('403 when it has none', async () => {
    const token = await tokenOf({ type: 'WORKER' }, api)

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([403, NO_ACCESS])
  })

  test('200 when it was given those of the worker that made it', async () => {
    const token = await tokenOf({ type: 'WORKER', assignActorRoles: true }, api)

    const answer = await bench.send('GET', `${api}/users`, { token })

    expect(answer.status).toBe(200)
  })

  test.each([
    [
      'Environment Admin',
      {
        users: 'no',
        groups: 'write',
        populations: 'write',
        applications: 'write',
        signOnPolicies: 'write',
        '': 'write',
      },
    ],
    [
      'Identity Data Admin',
      { users: 'write', groups: 'write', populations: 'read', applications: 'no', signOnPolicies: 'read', '': 'read' },
    ],
    [
      'Identity Data Read Only',
      { users: 'read', groups: 'read', populations: 'read', applications: 'no', signOnPolicies: 'read', '': 'read' },
    ],
    [
      'Client Application Developer',
      {
        users: 'no',
        groups: 'read',
        populations: 'read',
        applications: 'write',
        signOnPolicies: 'read',
        '': 'read',
      },
    ],
    [
      'Configuration Read Only',
      { users: 'no', groups: 'read', populations: 'read', applications: 'read', signOnPolicies: 'read', '': 'read' },
    ],
  ])('%s: %j', async (role, rights) => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role, environmentId: bench.env })

    const found = await Promise.all(
      Object.keys(rights).map(async (name) => {
        const path = name === '' ? api : `${api}/${name}`
        const read = await bench.send('GET', path, { token })
        const write = await bench.send(name === '' ? 'PUT' : 'POST', path, { token, json: {} })
        return [name, RIGHTS[`${read.status} ${write.status}`]]
      }),
    )

    expect(Object.fromEntries(found)).toEqual(rights)
  })

  /** A body that is empty is refused with 400 where writing is allowed. */
  const RIGHTS: Readonly<Record<string, string>> = { '403 403': 'no', '200 403': 'read', '200 400': 'write' }

  test('Organization Admin: the environment, and nothing in it', async () => {
    const form = { grant_type: 'client_credentials' }
    const sent = await bench.send('POST', `/${bench.env}/as/token`, { basic: ['organizer', 'a-secret'], form })
    const token = at(sent, 'access_token')

    const answers = await Promise.all(
      ['', '/users', '/applications', '/signOnPolicies'].map((path) => bench.send('GET', `${api}${path}`, { token })),
    )

    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403])
  })

  test.each([
    ['Identity Data Admin', 'Identity Data Read Only', 201],
    ['Identity Data Admin', 'Environment Admin', 403],
    ['Environment Admin', 'Client Application Developer', 201],
    ['Environment Admin', 'Organization Admin', 403],
    ['Client Application Developer', 'Client Application Developer', 403],
  ])('%s gives %s away: %i', async (role, given, status) => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role, environmentId: bench.env })
    const admin = await workerToken(bench)
    const json = { ...APPLICATION, responseTypes: [], grantTypes: ['CLIENT_CREDENTIALS'], type: 'WORKER' }
    const receiver = at(await bench.send('POST', `${api}/applications`, { token: admin, json }), 'id')
    const roles = await bench.send('GET', `/v1/roles?filter=name eq "${given}"`, { token })

    const answer = await bench.send('POST', `${api}/applications/${receiver}/roleAssignments`, {
      token,
      json: { role: { id: at(roles, '_embedded.roles.0.id') }, scope: { id: bench.env, type: 'ENVIRONMENT' } },
    })

    expect(answer.status).toBe(status)
  })

  test('403 when it takes back what it may not give', async () => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role: 'Identity Data Admin', environmentId: bench.env })
    const { adminEnvID } = bench.standin.variables
    const admin = await workerToken(bench)
    const workers = await bench.send('GET', `${api}/applications?filter=type eq "WORKER"`, { token: admin })
    const path = `${api}/applications/${at(workers, '_embedded.applications.0.id')}/roleAssignments`
    const roles = await bench.send('GET', '/v1/roles?filter=name eq "Environment Admin"', { token: admin })
    const json = { role: { id: at(roles, '_embedded.roles.0.id') }, scope: { id: adminEnvID, type: 'ENVIRONMENT' } }
    const id = at(await bench.send('POST', path, { token: admin, json }), 'id')

    const refused = await bench.send('DELETE', `${path}/${id}`, { token })

    const own = await bench.send('DELETE', `${path}/${id}`, { token: admin })
    expect([refused.status, own.status]).toEqual([403, 204])
  })

  test('403 in an environment that the role does not reach', async () => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role: 'Environment Admin', environmentId: bench.env })

    const answer = await bench.send('GET', `/v1/environments/${bench.standin.variables['adminEnvID']}/users`, { token })

    expect([answer.status, stable(answer.body)]).toEqual([403, NO_ACCESS])
  })

  test('403 when it gives away what it does not have', async () => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role: 'Environment Admin', environmentId: bench.env })
    const { adminEnvID = '' } = bench.standin.variables
    const roles = await bench.send('GET', '/v1/roles?filter=name eq "Environment Admin"', { token })
    const role = { id: at(roles, '_embedded.roles.0.id') }
    const admin = await bench.send('GET', `/v1/environments/${adminEnvID}`, { token: await workerToken(bench) })
    const workers = await bench.send('GET', `${api}/applications?filter=type eq "WORKER"`, { token })
    const path = `${api}/applications/${at(workers, '_embedded.applications.0.id')}/roleAssignments`
    const scopes = [
      { id: adminEnvID, type: 'ENVIRONMENT' },
      { id: at(admin, 'organization.id'), type: 'ORGANIZATION' },
    ]

    const answers = [
      await bench.send('POST', path, { token, json: { role, scope: scopes[0] } }),
      await bench.send('POST', path, { token, json: { role, scope: scopes[1] } }),
    ]

    expect(answers.map(({ status, body }) => [status, stable(body)])).toEqual([
      [403, NO_ACCESS],
      [403, NO_ACCESS],
    ])
  })

  test('403 for all environments when the role is not for the organization', async () => {
    const token = await tokenOf({ type: 'WORKER' }, api, { role: 'Environment Admin', environmentId: bench.env })

    const answer = await bench.send('GET', '/v1/environments', { token })

    expect([answer.status, stable(answer.body)]).toEqual([403, NO_ACCESS])
  })
})

test('forWorkers() answers 404 for an unknown environment', async () => {
  const answer = await bench.send('GET', '/v1/environments/nothing/users', { token: await workerToken(bench) })

  expect([answer.status, at(answer, 'code')]).toEqual([404, 'NOT_FOUND'])
})

/** Makes an application with client credentials in the sandbox, gives it a role and gets its token. */
async function tokenOf(
  changes: object,
  environmentApi: string,
  given?: { readonly role: string; readonly environmentId: string },
): Promise<string> {
  const admin = await workerToken(bench)
  const json = { ...APPLICATION, responseTypes: [], grantTypes: ['CLIENT_CREDENTIALS'], ...changes }
  const id = at(await bench.send('POST', `${environmentApi}/applications`, { token: admin, json }), 'id')
  const secret = at(await bench.send('GET', `${environmentApi}/applications/${id}/secret`, { token: admin }), 'secret')
  if (given !== undefined) {
    const roles = await bench.send('GET', `/v1/roles?filter=name eq "${given.role}"`, { token: admin })
    const assignment = {
      role: { id: at(roles, '_embedded.roles.0.id') },
      scope: { id: given.environmentId, type: 'ENVIRONMENT' },
    }
    await bench.send('POST', `${environmentApi}/applications/${id}/roleAssignments`, { token: admin, json: assignment })
  }
  const form = { grant_type: 'client_credentials' }
  return at(await bench.send('POST', `/${bench.env}/as/token`, { basic: [id, secret], form }), 'access_token')
}
