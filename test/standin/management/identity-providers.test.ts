import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at, openBench, stable, workerToken } from '../client.ts'
import { type FlowStage, openFlowStage } from '../flows/stage.ts'

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

const LINK = 'account.link'

let stage: FlowStage
let providerId: string

beforeAll(async () => {
  stage = await openFlowStage()
  providerId = await makeProvider()
})

afterAll(async () => {
  await stage.standin.close()
})

async function makeProvider(): Promise<string> {
  return at(await stage.api('POST', 'identityProviders', { ...PROVIDER, name: crypto.randomUUID() }), 'id')
}

async function policyWith(...actions: readonly object[]): Promise<Answer> {
  const id = at(await stage.api('POST', 'signOnPolicies', { name: crypto.randomUUID() }), 'id')
  const answers: Answer[] = []
  for (const action of actions) answers.push(await stage.api('POST', `signOnPolicies/${id}/actions`, action))
  const [last] = answers.slice(-1)
  if (last === undefined) throw new Error('a policy has actions')
  return last
}

describe('/identityProviders', () => {
  test.each([
    ['type', { type: 'FACEBOOK' }],
    ['clientId', { clientId: undefined }],
    ['clientSecret', { clientSecret: '' }],
    ['authorizationEndpoint', { authorizationEndpoint: 'idp.example.com' }],
    ['tokenEndpoint', { tokenEndpoint: 'javascript:alert(1)' }],
    ['jwksEndpoint', { jwksEndpoint: undefined }],
    ['issuer', { issuer: undefined }],
    ['scopes', { scopes: 'openid' }],
    ['tokenEndpointAuthMethod', { tokenEndpointAuthMethod: 'TLS' }],
    ['enabled', { enabled: undefined }],
  ])('refuses a wrong %s', async (target, changes) => {
    const refused = await stage.api('POST', 'identityProviders', { ...PROVIDER, name: 'x', ...changes })

    expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, target])
  })

  test.each([
    ['LOGIN', { type: 'LOGIN', priority: 1, socialProviders: [{ id: '<provider>' }] }],
    ['IDENTITY_PROVIDER', { type: 'IDENTITY_PROVIDER', priority: 1, identityProvider: { id: '<provider>' } }],
  ])('keep one that an action %s uses', async (_type, action) => {
    const id = await makeProvider()
    await policyWith(JSON.parse(JSON.stringify(action).replace('<provider>', id)))

    const refused = await stage.api('DELETE', `identityProviders/${id}`)

    expect([refused.status, at(refused, 'details.0.message')]).toEqual([
      400,
      'The identity provider is used by a sign-on policy.',
    ])
  })
})

describe('/signOnPolicies/{id}/actions', () => {
  test.each([
    ['socialProviders[1].id', { type: 'LOGIN', socialProviders: ['<provider>', 'nothing'] }],
    ['identityProvider.id', { type: 'IDENTITY_PROVIDER', identityProvider: 'nothing' }],
    ['identityProvider', { type: 'IDENTITY_PROVIDER' }],
  ])('refuses a wrong %s', async (target, { socialProviders, identityProvider, ...action }: Sketch) => {
    const refused = await policyWith({
      ...action,
      priority: 1,
      ...(socialProviders && {
        socialProviders: socialProviders.map((id) => ({ id: id.replace('<provider>', providerId) })),
      }),
      ...(identityProvider && { identityProvider: { id: identityProvider } }),
    })

    expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, target])
  })
})

/** An action with ids in place of references. */
interface Sketch {
  readonly type: string
  readonly socialProviders?: readonly string[]
  readonly identityProvider?: string
}

describe('/identityProviders/{id}/attributes', () => {
  const EMAIL = { name: 'email', value: '${providerAttributes.email}', update: 'EMPTY_ONLY' }

  test('has the name from the start, and keeps it', async () => {
    const attributes = `identityProviders/${await makeProvider()}/attributes`
    const { body } = await stage.api('GET', attributes)
    const [core] = Object(body)._embedded.attributes

    const removed = await stage.api('DELETE', `${attributes}/${core.id}`)
    const renamed = await stage.api('PUT', `${attributes}/${core.id}`, EMAIL)
    const other = await stage.api('PUT', `${attributes}/${core.id}`, { ...EMAIL, name: 'username' })

    expect([stable(core), removed.status, renamed.status, other.status]).toMatchObject([
      { name: 'username', value: '${providerAttributes.sub}', update: 'EMPTY_ONLY', mappingType: 'CORE' },
      400,
      400,
      200,
    ])
  })

  test('takes another one, once', async () => {
    const attributes = `identityProviders/${await makeProvider()}/attributes`

    const made = await stage.api('POST', attributes, EMAIL)
    const again = await stage.api('POST', attributes, EMAIL)
    const removed = await stage.api('DELETE', `${attributes}/${at(made, 'id')}`)

    expect([made.status, stable(made.body), at(again, 'details.0.code'), removed.status]).toEqual([
      201,
      expect.objectContaining({ ...EMAIL, id: '<id>', mappingType: 'CUSTOM', identityProvider: { id: '<id>' } }),
      'UNIQUENESS_VIOLATION',
      204,
    ])
  })

  test.each([
    ['name', { name: 'no name' }],
    ['value', { value: 'email' }],
    ['value', { value: '${email}' }],
    ['update', { update: 'NEVER' }],
  ])('refuses a wrong %s', async (target, changes) => {
    const refused = await stage.api('POST', `identityProviders/${providerId}/attributes`, { ...EMAIL, ...changes })

    expect([refused.status, at(refused, 'details.0.target')]).toEqual([400, target])
  })

  test('belongs to a provider', async () => {
    const refused = await stage.api('GET', 'identityProviders/nothing/attributes')

    expect(refused.status).toBe(404)
  })
})

describe('/users/{id}/linkedAccounts', () => {
  test('links, shows and removes', async () => {
    const path = `users/${at(await stage.user(), 'id')}/linkedAccounts`
    const json = { identityProvider: { id: providerId }, externalId: crypto.randomUUID() }

    const made = await stage.api('POST', path, json, LINK)
    const read = await stage.api('GET', `${path}/${at(made, 'id')}`)
    const removed = await stage.api('DELETE', `${path}/${at(made, 'id')}`)

    expect([made.status, stable(made.body), read.body, removed.status]).toEqual([
      201,
      {
        _links: {
          self: { href: '<url>/v1/environments/<env>/users/<id>/linkedAccounts/<id>' },
          environment: { href: '<url>/v1/environments/<env>' },
          user: { href: '<url>/v1/environments/<env>/users/<id>' },
        },
        id: '<id>',
        environment: { id: '<env>' },
        user: { id: '<id>' },
        identityProvider: { id: '<id>' },
        externalId: '<id>',
      },
      made.body,
      204,
    ])
  })

  test('links each account once', async () => {
    const json = { identityProvider: { id: providerId }, externalId: 'one' }
    await stage.api('POST', `users/${at(await stage.user(), 'id')}/linkedAccounts`, json, LINK)

    const again = await stage.api('POST', `users/${at(await stage.user(), 'id')}/linkedAccounts`, json, LINK)

    expect([again.status, at(again, 'details.0.code')]).toEqual([400, 'UNIQUENESS_VIOLATION'])
  })

  test.each([
    [{ externalId: 'x' }, LINK, 400, 'identityProvider'],
    [{ identityProvider: { id: 'nothing' }, externalId: 'x' }, LINK, 400, 'identityProvider.id'],
    [{ identityProvider: { id: 'nothing' } }, LINK, 400, 'externalId'],
    [{ identityProvider: { id: 'nothing' }, externalId: 'x' }, 'account.unlink', 415, undefined],
  ])('refuses %j as %s', async (...[json, type, status, target]) => {
    const refused = await stage.api('POST', `users/${at(await stage.user(), 'id')}/linkedAccounts`, json, type)

    expect([refused.status, Object(refused.body).details?.[0].target]).toEqual([status, target])
  })
})

describe('a seed', () => {
  const attribute = { name: 'email', value: '${providerAttributes.email}', update: 'ALWAYS' }
  const provider = { ...PROVIDER, id: 'idp', name: 'Elsewhere', attributes: [attribute] }

  test('has identity providers with their attributes, and policies that use them', async () => {
    const actions = [{ type: 'LOGIN', priority: 1, socialProviders: [{ id: 'idp' }] }]
    const signOnPolicies = [{ name: 'Social', actions }]
    const bench = await openBench({
      seed: { environments: [{ id: SANDBOX, identityProviders: [provider], signOnPolicies }] },
    })
    const token = await workerToken(bench)

    const { body } = await bench.send('GET', `/v1/environments/${bench.env}/identityProviders/idp/attributes`, {
      token,
    })

    await bench.standin.close()
    expect(Object(body)._embedded.attributes).toMatchObject([{ name: 'username' }, attribute])
  })

  test('is refused with the place of what is wrong', async () => {
    const wrong = { ...provider, attributes: [{ ...attribute, value: 'email' }] }
    const seed = { environments: [{ id: SANDBOX, identityProviders: [wrong] }] }

    const start = openBench({ seed })

    await expect(start).rejects.toThrow(
      'environments[0].identityProviders[0].attributes[0].value: must be like ${providerAttributes.email}',
    )
  })
})

const SANDBOX = '5f1a9e30-0000-4000-8000-00000000e001'
