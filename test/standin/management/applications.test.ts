import { afterAll, beforeAll, expect, test } from 'vitest'
import { APPLICATION, at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  path = `/v1/environments/${bench.env}/applications`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /applications answers the application with PingOne defaults', async () => {
  const answer = await bench.send('POST', path, { token, json: APPLICATION })

  const self = '<url>/v1/environments/<env>/applications/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    self,
    {
      _links: {
        self: { href: self },
        environment: { href: '<url>/v1/environments/<env>' },
        metadata: { href: `${self}/metadata` },
        attributes: { href: `${self}/attributes` },
        secret: { href: `${self}/secret` },
        grants: { href: `${self}/grants` },
        keyRotationPolicy: { href: '<url>/v1/environments/<env>/keyRotationPolicies/<id>' },
      },
      environment: { id: '<env>' },
      id: '<id>',
      name: 'MFA_NativeApp',
      description: 'This is an OIDC native application.',
      enabled: true,
      hiddenFromAppPortal: false,
      type: 'NATIVE_APP',
      protocol: 'OPENID_CONNECT',
      createdAt: '<time>',
      updatedAt: '<time>',
      clientId: '<id>',
      assignActorRoles: false,
      responseTypes: ['CODE'],
      pkceEnforcement: 'OPTIONAL',
      requestScopesForMultipleResourcesEnabled: false,
      redirectUris: ['https://www.example.com'],
      deviceTimeout: 600,
      grantTypes: ['AUTHORIZATION_CODE'],
      idpSignoff: false,
      additionalRefreshTokenReplayProtectionEnabled: true,
      tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
      parRequirement: 'OPTIONAL',
      devicePollingInterval: 5,
      parTimeout: 60,
      signing: { keyRotationPolicy: { id: '<id>' } },
    },
  ])
})

test('POST /applications names every attribute that is missing', async () => {
  const answer = await bench.send('POST', path, { token, json: {} })

  const missing = ['enabled', 'name', 'type', 'protocol', 'tokenEndpointAuthMethod']
  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: missing.map((target) => ({ code: 'REQUIRED_VALUE', target, message: 'must not be null' })),
    },
  ])
})

test.each([
  ['requireSignedRequestObject', { requireSignedRequestObject: true, supportUnsignedRequestObject: true }],
  ['jwksUrl', { jwksUrl: 'http://www.example.com/keys' }],
  ['jwks', { jwks: '{}' }],
  ['tokenEndpointAuthMethod', { type: 'WORKER', tokenEndpointAuthMethod: 'NONE' }],
  ['redirectUris[0]', { redirectUris: ['nowhere'] }],
  ['redirectUris[1]', { redirectUris: ['https://a.example', 'javascript:alert(1)'] }],
  ['grantTypes[0]', { grantTypes: ['PASSWORD'] }],
])('POST /applications refuses a wrong %s', async (target, changes) => {
  const answer = await bench.send('POST', path, { token, json: { ...APPLICATION, ...changes } })

  expect([answer.status, answer.body]).toMatchObject([400, { code: 'INVALID_DATA', details: [{ target }] }])
})

test('POST /applications keeps links as they are, whatever the client sends', async () => {
  const answer = await bench.send('POST', path, { token, json: { ...APPLICATION, _links: {}, id: 'mine' } })

  expect(at(answer, '_links.self.href')).toMatch(/\/applications\/[0-9a-f-]{36}$/)
})

test('POST /applications refuses another content type', async () => {
  const answer = await bench.send('POST', path, { token, json: APPLICATION, type: 'text/plain' })

  expect([answer.status, stable(answer.body)]).toEqual([
    415,
    {
      id: '<id>',
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'The request could not be completed. The content type is not supported by this resource.',
    },
  ])
})

test('GET /applications/{id}/secret answers the secret', async () => {
  const id = at(await bench.send('POST', path, { token, json: APPLICATION }), 'id')

  const answer = await bench.send('GET', `${path}/${id}/secret`, { token })

  const self = '<url>/v1/environments/<env>/applications/<id>'
  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      _links: {
        self: { href: `${self}/secret` },
        environment: { href: '<url>/v1/environments/<env>' },
        application: { href: self },
      },
      environment: { id: '<env>' },
      secret: expect.stringMatching(/^[\w-]{64}$/),
    },
  ])
})

test('GET /applications lists them', async () => {
  const created = await bench.send('POST', path, { token, json: { ...APPLICATION, name: 'listed' } })

  const answer = await bench.send('GET', `${path}?filter=name eq "listed"`, { token })

  expect([answer.status, answer.body]).toEqual([
    200,
    {
      _links: { self: { href: `${bench.standin.url}${path}` } },
      _embedded: { applications: [created.body] },
      count: 1,
      size: 1,
    },
  ])
})

test('GET /applications/{id} answers what POST did', async () => {
  const created = await bench.send('POST', path, { token, json: APPLICATION })

  const answer = await bench.send('GET', `${path}/${at(created, 'id')}`, { token })

  expect([answer.status, answer.body]).toEqual([200, created.body])
})

test('DELETE /applications/{id} removes it', async () => {
  const id = at(await bench.send('POST', path, { token, json: APPLICATION }), 'id')

  const deleted = await bench.send('DELETE', `${path}/${id}`, { token })
  const again = await bench.send('DELETE', `${path}/${id}`, { token })

  expect([deleted.status, deleted.body, again.status]).toEqual([204, undefined, 404])
})

test('POST /applications/{id}/secret makes a new one, and the old one is void', async () => {
  const json = { ...APPLICATION, type: 'SERVICE', grantTypes: ['CLIENT_CREDENTIALS'], responseTypes: [] }
  const id = at(await bench.send('POST', path, { token, json }), 'id')
  const old = at(await bench.send('GET', `${path}/${id}/secret`, { token }), 'secret')

  const answer = await bench.send('POST', `${path}/${id}/secret`, { token })
  const read = await bench.send('GET', `${path}/${id}/secret`, { token })
  const refused = await bench.send('POST', `/${bench.env}/as/token`, {
    basic: [id, old],
    form: { grant_type: 'client_credentials' },
  })

  expect([answer.status, answer.body, at(answer, 'secret') === old, refused.status]).toEqual([
    200,
    read.body,
    false,
    401,
  ])
})

test('PUT /applications/{id} keeps the secret', async () => {
  const id = at(await bench.send('POST', path, { token, json: APPLICATION }), 'id')
  const before = await bench.send('GET', `${path}/${id}/secret`, { token })

  await bench.send('PUT', `${path}/${id}`, { token, json: { ...APPLICATION, name: 'Renamed' } })

  const after = await bench.send('GET', `${path}/${id}/secret`, { token })
  expect(after.body).toEqual(before.body)
})
