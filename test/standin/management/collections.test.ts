import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, APPLICATION, at, type Bench, openBench, stable, TEMPLATE, workerToken } from '../client.ts'

const FAILURE = { count: 3, coolDown: { duration: 0, timeUnit: 'MINUTES' } }
const METHOD = { enabled: true, otp: { failure: FAILURE, lifeTime: { duration: 30, timeUnit: 'MINUTES' } } }

const PROVIDER = {
  enabled: true,
  type: 'OPENID_CONNECT',
  clientId: 'client',
  clientSecret: 'a-test-secret',
  authorizationEndpoint: 'https://idp.example.com/authorize',
  tokenEndpoint: 'https://idp.example.com/token',
  jwksEndpoint: 'https://idp.example.com/jwks',
  issuer: 'https://idp.example.com',
  scopes: ['openid'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
}

/** Path and a body. */
const COLLECTIONS: readonly (readonly [path: string, body: Readonly<Record<string, unknown>>])[] = [
  ['applications', { ...APPLICATION, description: 'old' }],
  ['populations', { name: 'first', description: 'old' }],
  ['groups', { name: 'first', description: 'old' }],
  ['users', { username: 'first', email: 'first@example.com', description: 'old' }],
  ['resources', { name: 'first', audience: 'https://first.example.com', description: 'old' }],
  ['signOnPolicies', { name: 'first', description: 'old' }],
  ['deviceAuthenticationPolicies', { name: 'first', description: 'old', sms: METHOD, email: METHOD }],
  ['passwordPolicies', { name: 'first', description: 'old' }],
  ['agreements', { name: 'first', description: 'old' }],
  ['identityProviders', { ...PROVIDER, name: 'first', description: 'old' }],
]

let bench: Bench
let token: string
let api: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  api = `/v1/environments/${bench.env}`
})

afterAll(async () => {
  await bench.standin.close()
})

async function send(method: string, path: string, json?: object): Promise<Answer> {
  return bench.send(method, `${api}/${path}`, { token, ...(json === undefined ? {} : { json }) })
}

describe.each(COLLECTIONS)('/%s', (path, body) => {
  const key = path === 'users' ? 'username' : 'name'
  let id: string

  test('POST answers 201 with where it is', async () => {
    const answer = await send('POST', path, body)
    id = at(answer, 'id')

    const read = await send('GET', `${path}/${id}`)

    expect([answer.status, answer.headers.get('location'), answer.body]).toEqual([
      201,
      `${bench.standin.url}${api}/${path}/${id}`,
      read.body,
    ])
  })

  test('GET lists it', async () => {
    const read = await send('GET', `${path}/${id}`)

    const answer = await send('GET', `${path}?filter=id eq "${id}"`)

    expect([answer.status, answer.body]).toEqual([
      200,
      {
        _links: { self: { href: `${bench.standin.url}${api}/${path}` } },
        _embedded: { [path]: [read.body] },
        count: 1,
        size: 1,
      },
    ])
  })

  test('PUT replaces it: what is left out is gone', async () => {
    const before = await send('GET', `${path}/${id}`)
    const { description: _gone, ...rest } = body

    const answer = await send('PUT', `${path}/${id}`, { ...rest, [key]: 'second' })

    const { description, ...expected } = before.body as Record<string, unknown>
    expect([answer.status, description, stable(answer.body)]).toEqual([
      200,
      'old',
      stable({ ...expected, [key]: 'second' }),
    ])
  })

  test('PUT takes what GET has answered', async () => {
    const before = await send('GET', `${path}/${id}`)

    const answer = await send('PUT', `${path}/${id}`, before.body as object)

    expect([answer.status, stable(answer.body)]).toEqual([200, stable(before.body)])
  })

  test('DELETE removes it', async () => {
    const removed = await send('DELETE', `${path}/${id}`)
    const again = await send('DELETE', `${path}/${id}`)
    const put = await send('PUT', `${path}/${id}`, body)

    expect([removed.status, removed.body, again.status, put.status]).toEqual([204, undefined, 404, 404])
  })

  test('DELETE on the collection is no method', async () => {
    const answer = await send('DELETE', path)

    expect([answer.status, at(answer, 'code')]).toEqual([405, 'METHOD_NOT_ALLOWED'])
  })

  test('/v1/v1 works too', async () => {
    const answer = await bench.send('GET', `/v1${api}/${path}`, { token })

    expect(answer.status).toBe(200)
  })
})

describe.each([
  ['populations', { name: 'twin' }, 'name', 'A population with this name already exists.'],
  ['groups', { name: 'twin' }, 'name', 'A group with this name already exists.'],
  ['users', { username: 'twin', email: 't@example.com' }, 'username', 'The username is already in use.'],
  ['resources', { name: 'twin' }, 'name', 'A resource with this name already exists.'],
  ['signOnPolicies', { name: 'twin' }, 'name', 'A sign-on policy with this name already exists.'],
  ['identityProviders', { ...PROVIDER, name: 'twin' }, 'name', 'An identity provider with this name already exists.'],
  ['passwordPolicies', { name: 'twin' }, 'name', 'A password policy with this name already exists.'],
  ['agreements', { name: 'twin' }, 'name', 'An agreement with this name already exists.'],
])('/%s has each name once', (...[path, body, target, message]) => {
  const refusal = {
    id: '<id>',
    code: 'INVALID_DATA',
    message: 'The request could not be completed. One or more validation errors were in the request.',
    details: [{ code: 'UNIQUENESS_VIOLATION', target, message }],
  }

  test('POST', async () => {
    await send('POST', path, body)

    const answer = await send('POST', path, body)

    expect([answer.status, stable(answer.body)]).toEqual([400, refusal])
  })

  test('PUT', async () => {
    const id = at(await send('POST', path, { ...body, [target]: 'other' }), 'id')

    const answer = await send('PUT', `${path}/${id}`, body)

    expect([answer.status, stable(answer.body)]).toEqual([400, refusal])
  })
})

describe('what belongs to something else', () => {
  test('actions of a sign-on policy', async () => {
    const policyId = at(await send('POST', 'signOnPolicies', { name: 'with actions' }), 'id')
    const path = `signOnPolicies/${policyId}/actions`
    const id = at(await send('POST', path, { priority: 1, type: 'LOGIN' }), 'id')

    const changed = await send('PUT', `${path}/${id}`, {
      priority: 2,
      type: 'MULTI_FACTOR_AUTHENTICATION',
      email: { enabled: true },
    })
    const removed = await send('DELETE', `${path}/${id}`)

    expect([changed.status, changed.body, removed.status]).toMatchObject([
      200,
      { id, priority: 2, type: 'MULTI_FACTOR_AUTHENTICATION', email: { enabled: true }, sms: { enabled: false } },
      204,
    ])
  })

  test('assignments of an application', async () => {
    const applicationId = at(await send('POST', 'applications', APPLICATION), 'id')
    const policyId = at(await send('POST', 'signOnPolicies', { name: 'assigned' }), 'id')
    const path = `applications/${applicationId}/signOnPolicyAssignments`
    const id = at(await send('POST', path, { priority: 1, signOnPolicy: { id: policyId } }), 'id')

    const changed = await send('PUT', `${path}/${id}`, { priority: 5, signOnPolicy: { id: policyId } })
    const kept = await send('DELETE', `signOnPolicies/${policyId}`)
    const removed = await send('DELETE', `${path}/${id}`)

    expect([changed.status, changed.body, kept.status, removed.status]).toMatchObject([
      200,
      { id, priority: 5 },
      400,
      204,
    ])
  })

  test('contents of a template', async () => {
    const id = at(await send('POST', 'templates/transaction/contents', TEMPLATE), 'id')

    const changed = await send('PUT', `templates/transaction/contents/${id}`, { ...TEMPLATE, subject: 'New subject' })
    const templates = await send('GET', 'templates?filter=id eq "transaction"')
    const template = await send('GET', 'templates/transaction')
    const unknown = await send('GET', 'templates/nothing')

    expect([changed.status, at(changed, 'subject')]).toEqual([200, 'New subject'])
    expect([templates.body, unknown.status]).toMatchObject([{ _embedded: { templates: [template.body] } }, 404])
  })
})

describe('resources, scopes and grants', () => {
  test('the resource openid is there with its scopes, and can be granted', async () => {
    const applicationId = at(await send('POST', 'applications', APPLICATION), 'id')
    const resource = { id: at(await send('GET', 'resources?filter=name eq "openid"'), '_embedded.resources.0.id') }
    const scopes = await send('GET', `resources/${resource.id}/scopes?filter=name eq "openid" or name eq "profile"`)
    const ids = [0, 1].map((index) => ({ id: at(scopes, `_embedded.scopes.${index}.id`) }))

    const answer = await send('POST', `applications/${applicationId}/grants`, { resource, scopes: ids })

    const application = `${bench.standin.url}${api}/applications/${applicationId}`
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        _links: {
          self: { href: `${application}/grants/${resource.id}` },
          environment: { href: `${bench.standin.url}${api}` },
          application: { href: application },
          resource: { href: `${bench.standin.url}${api}/resources/${resource.id}` },
        },
        id: resource.id,
        environment: { id: bench.env },
        application: { id: applicationId },
        resource,
        scopes: ids,
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
    ])
  })

  test('a custom resource makes tokens for its audience', async () => {
    const json = { ...APPLICATION, type: 'SERVICE', grantTypes: ['CLIENT_CREDENTIALS'], responseTypes: [] }
    const applicationId = at(await send('POST', 'applications', json), 'id')
    const secret = at(await send('GET', `applications/${applicationId}/secret`), 'secret')
    const resourceId = at(
      await send('POST', 'resources', { name: 'Orders', audience: 'https://orders.example.com' }),
      'id',
    )
    const scopeId = at(await send('POST', `resources/${resourceId}/scopes`, { name: 'orders:read' }), 'id')
    await send('POST', `applications/${applicationId}/grants`, {
      resource: { id: resourceId },
      scopes: [{ id: scopeId }],
    })

    const answer = await bench.send('POST', `/${bench.env}/as/token`, {
      basic: [applicationId, secret],
      form: { grant_type: 'client_credentials', scope: 'orders:read' },
    })

    const [, claims = ''] = at(answer, 'access_token').split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: ['https://orders.example.com'],
      scope: 'orders:read',
    })
  })

  test('a custom resource has a secret that changes', async () => {
    const id = at(await send('POST', 'resources', { name: 'Secretive' }), 'id')
    const path = `resources/${id}/secret`

    const before = await send('GET', path)
    const rotated = await send('POST', path)
    const after = await send('GET', path)

    expect([before.status, rotated.status, after.body, at(before, 'secret') === at(after, 'secret')]).toEqual([
      200,
      200,
      rotated.body,
      false,
    ])
  })

  test('what was granted stays', async () => {
    const applicationId = at(await send('POST', 'applications', APPLICATION), 'id')
    const resourceId = at(await send('POST', 'resources', { name: 'Kept' }), 'id')
    const scopeId = at(await send('POST', `resources/${resourceId}/scopes`, { name: 'kept' }), 'id')
    const grant = { resource: { id: resourceId }, scopes: [{ id: scopeId }] }
    const grantId = at(await send('POST', `applications/${applicationId}/grants`, grant), 'id')

    const kept = await Promise.all([
      send('DELETE', `resources/${resourceId}`),
      send('DELETE', `resources/${resourceId}/scopes/${scopeId}`),
      send('PUT', `resources/${resourceId}/scopes/${scopeId}`, { name: 'renamed' }),
      send('POST', `applications/${applicationId}/grants`, grant),
    ])
    await send('DELETE', `applications/${applicationId}/grants/${grantId}`)
    const renamed = await send('PUT', `resources/${resourceId}/scopes/${scopeId}`, { name: 'renamed' })
    const removed = await send('DELETE', `resources/${resourceId}/scopes/${scopeId}`)

    expect(kept.map((answer) => [answer.status, at(answer, 'details.0.message')])).toEqual([
      [400, 'The resource is granted to an application.'],
      [400, 'The scope is granted to an application.'],
      [400, 'The scope is granted to an application.'],
      [400, 'The application already has a grant for this resource.'],
    ])
    expect([renamed.status, at(renamed, 'name'), removed.status]).toEqual([200, 'renamed', 204])
  })
})

describe('groups', () => {
  test('a user joins and quits', async () => {
    const groupId = at(await send('POST', 'groups', { name: 'team' }), 'id')
    const userId = at(await send('POST', 'users', { username: 'member', email: 'm@example.com' }), 'id')
    const path = `users/${userId}/memberOfGroups`

    const joined = await send('POST', path, { id: groupId })
    const twice = await send('POST', path, { id: groupId })
    const listed = await send('GET', path)
    const user = await send('GET', `users/${userId}?include=memberOfGroupNames`)
    const group = await send('GET', `groups/${groupId}`)
    const quit = await send('DELETE', `${path}/${groupId}`)
    const gone = await send('GET', `${path}/${groupId}`)

    expect([joined.status, joined.headers.get('location')]).toEqual([
      201,
      `${bench.standin.url}${api}/${path}/${groupId}`,
    ])
    expect([twice.status, at(twice, 'details.0.code')]).toEqual([400, 'UNIQUENESS_VIOLATION'])
    expect([listed.body, user.body, group.body]).toMatchObject([
      { _embedded: { groupMemberships: [{ id: groupId, type: 'DIRECT', name: 'team' }] }, count: 1 },
      { memberOfGroupNames: ['team'] },
      { directMemberCounts: { users: 1 } },
    ])
    expect([quit.status, gone.status]).toEqual([204, 404])
  })

  test('a group that goes leaves its members', async () => {
    const groupId = at(await send('POST', 'groups', { name: 'short-lived' }), 'id')
    const userId = at(await send('POST', 'users', { username: 'left', email: 'l@example.com' }), 'id')
    await send('POST', `users/${userId}/memberOfGroups`, { id: groupId })

    await send('DELETE', `groups/${groupId}`)

    const user = await send('GET', `users/${userId}?include=memberOfGroupIDs`)
    expect(user.body).toMatchObject({ memberOfGroupIDs: [] })
  })
})

describe('defaults', () => {
  test.each([
    ['populations', {}],
    ['signOnPolicies', {}],
    ['deviceAuthenticationPolicies', { sms: METHOD, email: METHOD }],
    ['passwordPolicies', {}],
  ])('there is always one default of /%s', async (path, rest) => {
    const id = at(await send('POST', path, { ...rest, name: 'the new default', default: true }), 'id')
    const undone = await send('PUT', `${path}/${id}`, { ...rest, name: 'the new default', default: false })
    const removed = await send('DELETE', `${path}/${id}`)

    const answer = await send('GET', `${path}?filter=default eq true`)

    expect([at(undone, 'id'), removed.status, at(answer, 'count'), at(answer, `_embedded.${path}.0.id`)]).toEqual([
      id,
      400,
      '1',
      id,
    ])
  })
})

describe('paging', () => {
  test('next leads through all, also while they are deleted', async () => {
    const populationId = at(await send('POST', 'populations', { name: 'crowd' }), 'id')
    for (const number of [1, 2, 3, 4, 5]) {
      await send('POST', 'users', {
        username: `crowd${number}`,
        email: 'c@example.com',
        population: { id: populationId },
      })
    }
    const seen: string[] = []
    let path: string | undefined = `${api}/users?limit=2&filter=population.id eq "${populationId}"`
    while (path !== undefined) {
      const { body } = await bench.send('GET', path, { token })
      const page = body as {
        _embedded: { users: { id: string; username: string }[] }
        _links: { next?: { href: string } }
      }
      for (const { id, username } of page._embedded.users) {
        seen.push(username)
        await send('DELETE', `users/${id}`)
      }
      path = page._links.next?.href
    }

    expect(seen).toEqual(['crowd1', 'crowd2', 'crowd3', 'crowd4', 'crowd5'])
  })
})
