import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, act, at, stable } from '../client.ts'
import {
  goThere,
  locationOf,
  openProvider,
  type Provider,
  prove,
  readFlow,
  signOnThere,
  userOf,
} from './external-stage.ts'
import { type FlowStage, offers, openFlowStage, PASSWORD } from './stage.ts'

let stage: FlowStage
let provider: Provider

beforeAll(async () => {
  stage = await openFlowStage()
  provider = await openProvider(stage)
})

afterAll(async () => {
  await stage.standin.close()
})

/** A sign-on with this provider, and with registration or confirmation. */
function login(registration?: object): object {
  return {
    type: 'LOGIN',
    socialProviders: [{ id: provider.id }],
    ...(registration === undefined ? {} : { registration }),
  }
}

const REGISTRATION = { enabled: true }
const CONFIRMATION = { enabled: true, confirmIdentityProviderAttributes: true }

function detailOf({ status, body }: Answer): unknown {
  return [status, Object(body).code, ...Object(body).details]
}

function invalid(target: string, message: string): unknown {
  return [400, 'INVALID_DATA', { code: 'INVALID_VALUE', target, message }]
}

describe('a flow with an identity provider', () => {
  test('embeds where to sign on at it', async () => {
    const flow = await stage.start(login())

    expect([offers(flow), stable(Object(flow.body)._embedded)]).toEqual([
      ['USERNAME_PASSWORD_REQUIRED', 'usernamePassword.check', 'password.forgot', 'self', 'signOnPage'],
      {
        socialProviders: [
          {
            id: '<id>',
            name: '<id>',
            type: 'OPENID_CONNECT',
            _links: { authenticate: { href: '<url>/<env>/rp/authenticate?providerId=<id>&flowId=<id>' } },
          },
        ],
        application: { name: 'App' },
      },
    ])
  })

  test('sends the browser there with a request of its own', async () => {
    const flow = await stage.start(login())

    const sent = await stage.send(
      'GET',
      `/${stage.env}/rp/authenticate?providerId=${provider.id}&flowId=${at(flow, 'id')}`,
    )

    const url = new URL(sent.headers.get('location') ?? '')
    expect([sent.status, url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      302,
      `/${provider.home}/as/authorize`,
      {
        response_type: 'code',
        client_id: provider.clientId,
        redirect_uri: `${stage.standin.url}/${stage.env}/rp/callback/openid_connect`,
        scope: 'openid profile email',
        state: expect.any(String),
        nonce: expect.any(String),
      },
    ])
  })

  test('links whoever shows the password of a user here, once', async () => {
    const [here, there] = [await stage.user(), await userOf(provider)]
    const flow = await stage.start(login())

    const back = await signOnThere(stage, flow, { ...provider, user: there })
    const linking = await readFlow(stage, flow)
    const done = await prove(stage, flow, here)
    const again = await stage.start(login())
    await signOnThere(stage, again, { ...provider, user: there })

    const { body } = await stage.api('GET', `users/${at(here, 'id')}/linkedAccounts`)
    expect([back.status, stable(back.headers.get('location')), offers(linking), offers(done)]).toEqual([
      302,
      '<url>/<env>/signon/?flowId=<id>',
      ['ACCOUNT_LINKING_REQUIRED', 'usernamePassword.check', 'password.forgot', 'session.reset', 'self', 'signOnPage'],
      ['COMPLETED', 'self'],
    ])
    expect([at(await readFlow(stage, again), '_embedded.user.id'), body]).toMatchObject([
      at(here, 'id'),
      {
        _embedded: { linkedAccounts: [{ identityProvider: { id: provider.id }, externalId: at(there, 'id') }] },
        size: 1,
      },
    ])
  })

  test('takes the mapped values over', async () => {
    const [here, there] = [await stage.user(), await userOf(provider, 'Grace')]
    const flow = await stage.start(login())
    await signOnThere(stage, flow, { ...provider, user: there })
    await prove(stage, flow, here)

    const { body } = await stage.api('GET', `users/${at(here, 'id')}`)

    expect(body).toMatchObject({
      username: at(here, 'username'),
      email: at(there, 'email'),
      name: { given: 'Grace' },
    })
  })

  test('registers somebody new, where the policy has it', async () => {
    const there = await userOf(provider)
    const flow = await stage.start(login(REGISTRATION))

    await signOnThere(stage, flow, { ...provider, user: there })

    const done = await readFlow(stage, flow)
    const { body } = await stage.api('GET', `users/${at(done, '_embedded.user.id')}`)
    expect([at(done, 'status'), body]).toMatchObject([
      'COMPLETED',
      {
        username: at(there, 'id'),
        email: at(there, 'email'),
        name: { given: 'Ada' },
        lifecycle: { status: 'ACCOUNT_OK' },
      },
    ])
  })

  test('does not register somebody whose address a user here has', async () => {
    const there = await userOf(provider)
    const user = await stage.api('POST', 'users', { username: crypto.randomUUID(), email: at(there, 'email') })
    const flow = await stage.start(login(REGISTRATION))

    await signOnThere(stage, flow, { ...provider, user: there })

    expect([at(user, 'email'), offers(await readFlow(stage, flow))]).toEqual([
      at(there, 'email'),
      [
        'ACCOUNT_LINKING_REQUIRED',
        'usernamePassword.check',
        'password.forgot',
        'user.register',
        'session.reset',
        'self',
        'signOnPage',
      ],
    ])
  })

  test('links whoever registers instead', async () => {
    const there = await userOf(provider)
    await stage.api('POST', 'users', { username: crypto.randomUUID(), email: at(there, 'email') })
    const flow = await stage.start(login(REGISTRATION))
    await signOnThere(stage, flow, { ...provider, user: there })
    const username = crypto.randomUUID()
    const email = `${username}@example.com`

    await act(stage, at(flow, 'id'), { 'user.register': { username, email, password: PASSWORD } })
    const verificationCode = /\d{8}/.exec(at(await stage.mail(email), 'body'))?.[0] ?? ''
    const done = await act(stage, at(flow, 'id'), { 'user.verify': { verificationCode } })

    const { body } = await stage.api('GET', `users/${at(done, '_embedded.user.id')}/linkedAccounts`)
    expect([at(done, 'status'), body]).toMatchObject(['COMPLETED', { size: 1 }])
  })

  test('refuses a wrong password while linking, and waits on', async () => {
    const flow = await stage.start(login())
    await signOnThere(stage, flow, { ...provider, user: await userOf(provider) })
    const username = at(await stage.user(), 'username')

    const refused = await act(stage, at(flow, 'id'), { 'usernamePassword.check': { username, password: 'wrong' } })

    expect([refused.status, at(await readFlow(stage, flow), 'status')]).toEqual([400, 'ACCOUNT_LINKING_REQUIRED'])
  })

  test('begins again with session.reset', async () => {
    const here = await stage.user()
    const flow = await stage.start(login())
    await signOnThere(stage, flow, { ...provider, user: await userOf(provider) })

    const reset = await act(stage, at(flow, 'id'), { 'session.reset': {} })
    await prove(stage, flow, here)

    const { body } = await stage.api('GET', `users/${at(here, 'id')}/linkedAccounts`)
    expect([at(reset, 'status'), body]).toMatchObject(['USERNAME_PASSWORD_REQUIRED', { size: 0 }])
  })

  test('fails for a linked user who is disabled', async () => {
    const there = await userOf(provider)
    const first = await stage.start(login(REGISTRATION))
    await signOnThere(stage, first, { ...provider, user: there })
    const id = at(await readFlow(stage, first), '_embedded.user.id')
    await stage.api('PUT', `users/${id}/enabled`, { enabled: false })
    const flow = await stage.start(login())

    await signOnThere(stage, flow, { ...provider, user: there })

    const failed = await readFlow(stage, flow)
    expect([at(failed, 'status'), at(failed, 'error.code')]).toEqual(['FAILED', 'USER_DISABLED'])
  })
})

describe('userConfirm()', () => {
  /** A flow that has to be confirmed, and whose user it is over there. */
  async function reach(): Promise<readonly [flow: Answer, there: Answer]> {
    const there = await userOf(provider)
    const flow = await stage.start(login(CONFIRMATION))
    await signOnThere(stage, flow, { ...provider, user: there })
    return [await readFlow(stage, flow), there]
  }

  test('asks whether what the provider says is right', async () => {
    const [flow, there] = await reach()

    expect([offers(flow), Object(flow.body).externalAuthentication]).toEqual([
      ['ACCOUNT_CONFIRMATION_REQUIRED', 'user.confirm', 'session.reset', 'self', 'signOnPage'],
      {
        identityProvider: { id: provider.id },
        externalId: at(there, 'id'),
        attributes: {
          username: { value: at(there, 'id'), update: 'EMPTY_ONLY' },
          email: { value: at(there, 'email'), update: 'ALWAYS' },
          'name.given': { value: 'Ada', update: 'ALWAYS' },
        },
      },
    ])
  })

  test('registers the user with what is right, and ignores what the provider has not said', async () => {
    const [flow] = await reach()
    const username = crypto.randomUUID()

    const done = await act(stage, at(flow, 'id'), {
      'user.confirm': { username, name: { given: 'Augusta', family: 'King' }, title: 'Countess' },
    })

    const { body } = await stage.api('GET', `users/${at(done, '_embedded.user.id')}`)
    expect([at(done, 'status'), body]).toEqual([
      'COMPLETED',
      expect.objectContaining({ username, name: { given: 'Augusta' } }),
    ])
    expect(body).not.toHaveProperty('title')
  })

  test('leads on to linking when a user here has that name', async () => {
    const here = await stage.user()
    const [flow] = await reach()

    const linking = await act(stage, at(flow, 'id'), { 'user.confirm': { username: at(here, 'username') } })
    const done = await prove(stage, flow, here)

    expect([at(linking, 'status'), at(done, 'status')]).toEqual(['ACCOUNT_LINKING_REQUIRED', 'COMPLETED'])
  })

  test.each([
    [{}, 'INVALID_DATA', 'username'],
    [{ username: '' }, 'INVALID_DATA', 'username'],
    [{ username: 7 }, 'INVALID_REQUEST', 'username'],
    [{ username: 'x', name: { given: 7 } }, 'INVALID_REQUEST', 'name.given'],
    [{ username: 'x', email: 'nowhere' }, 'INVALID_DATA', 'email'],
  ])('refuses the body %j', async (body, code, target) => {
    const [flow] = await reach()

    const refused = await act(stage, at(flow, 'id'), { 'user.confirm': body })

    expect([refused.status, at(refused, 'code'), at(refused, 'details.0.target')]).toEqual([400, code, target])
  })

  test('belongs to ACCOUNT_CONFIRMATION_REQUIRED', async () => {
    const refused = await act(stage, at(await stage.start(login()), 'id'), { 'user.confirm': { username: 'x' } })

    expect(detailOf(refused)).toEqual(
      invalid('status', 'The action is not available in status USERNAME_PASSWORD_REQUIRED.'),
    )
  })
})

describe('an action IDENTITY_PROVIDER', () => {
  const external = (): object => ({ type: 'IDENTITY_PROVIDER', identityProvider: { id: provider.id } })

  test('lets nobody sign on elsewhere', async () => {
    const flow = await stage.start(external())

    const refused = await prove(stage, flow, await stage.user())

    expect([offers(flow), stable(Object(flow.body)._embedded.identityProvider._links), detailOf(refused)]).toEqual([
      ['EXTERNAL_AUTHENTICATION_REQUIRED', 'self', 'signOnPage'],
      { authenticate: { href: '<url>/<env>/rp/authenticate?providerId=<id>&flowId=<id>' } },
      invalid('status', 'The action is not available in status EXTERNAL_AUTHENTICATION_REQUIRED.'),
    ])
  })

  test('goes on with whoever has signed on there', async () => {
    const flow = await stage.start({ ...external(), registration: REGISTRATION })

    await signOnThere(stage, flow, { ...provider, user: await userOf(provider) })

    expect(at(await readFlow(stage, flow), 'status')).toBe('COMPLETED')
  })

  test('is gone to at once, and back to the application, where that wants redirects', async () => {
    const flow = await stage.start({ ...external(), registration: REGISTRATION })
    const application = Object(flow.body)._embedded.application.name
    const { body } = await stage.api('GET', `applications?filter=name eq "${application}"`)
    const client_id = Object(body)._embedded.applications.at(-1).id
    const query = new URLSearchParams({
      client_id,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'https://www.example.com',
    })

    const sent = await stage.send('GET', `/${stage.env}/as/authorize?${query}`)
    const id = new URL(sent.headers.get('location') ?? '').searchParams.get('flowId') ?? ''
    const there = { ...provider, user: await userOf(provider) }
    const back = await signOnThere(stage, { ...sent, body: { id } }, there)
    const resumed = await stage.send('GET', locationOf(back))

    expect([locationOf(sent), locationOf(back), resumed.headers.get('location')]).toEqual([
      `/${stage.env}/rp/authenticate?providerId=${provider.id}&flowId=${id}`,
      `/${stage.env}/as/resume?flowId=${id}`,
      expect.stringMatching(/^https:\/\/www\.example\.com\/?\?code=/),
    ])
  })
})

describe('authenticateExternally()', () => {
  test.each([
    ['a flow that does not exist', (_flow: Answer) => `providerId=${provider.id}&flowId=nothing`, 404],
    ['a provider that does not exist', (flow: Answer) => `providerId=nothing&flowId=${at(flow, 'id')}`, 400],
    ['nothing', () => '', 404],
  ])('refuses %s', async (_what, query, status) => {
    const flow = await stage.start(login())

    const refused = await stage.send('GET', `/${stage.env}/rp/authenticate?${query(flow)}`)

    expect(refused.status).toBe(status)
  })

  test('refuses a provider that the flow does not offer, and one that is off', async () => {
    const other = await openProvider(stage)
    const flow = await stage.start({ type: 'LOGIN', socialProviders: [{ id: other.id }] })
    const go = async (id: string): Promise<Answer> =>
      stage.send('GET', `/${stage.env}/rp/authenticate?providerId=${id}&flowId=${at(flow, 'id')}`)
    await stage.api('PUT', `identityProviders/${other.id}`, { ...other.json, enabled: false })

    const [foreign, off] = [await go(provider.id), await go(other.id)]

    const { body } = await readFlow(stage, flow)
    expect([detailOf(foreign), detailOf(off), Object(body)._embedded]).toEqual([
      invalid('providerId', 'The flow does not offer the identity provider.'),
      invalid('providerId', 'The identity provider does not exist.'),
      { application: { name: 'App' } },
    ])
  })
})

describe('receiveExternally()', () => {
  test('takes each answer once', async () => {
    const flow = await stage.start(login())
    const back = await goThere(stage, flow, { ...provider, user: await userOf(provider) })
    await stage.send('GET', back)

    const again = await stage.send('GET', back)

    expect(detailOf(again)).toEqual(invalid('state', 'The state is unknown, has expired or was used before.'))
  })

  test('takes none after 15 minutes', async () => {
    const flow = await stage.start(login())
    const back = await goThere(stage, flow, { ...provider, user: await userOf(provider) })
    stage.clock.advance(14 * 60_000)
    await readFlow(stage, flow)
    stage.clock.advance(60_000)

    const late = await stage.send('GET', back)

    expect([late.status, at(late, 'details.0.target')]).toEqual([400, 'state'])
  })

  test.each([
    [
      'an error',
      (back: string) => back.replace(/code=[^&]+/, 'error=access_denied'),
      'The identity provider has sent no code.',
    ],
    [
      'a code that is not right',
      (back: string) => back.replace(/code=[^&]+/, 'code=x'),
      'The identity provider has refused, or cannot be reached.',
    ],
  ])('refuses %s; the flow waits on', async (_what, change, message) => {
    const flow = await stage.start(login())
    const back = await goThere(stage, flow, { ...provider, user: await userOf(provider) })

    const refused = await stage.send('GET', change(back))

    expect([detailOf(refused), at(await readFlow(stage, flow), 'status')]).toEqual([
      [400, 'INVALID_DATA', { code: 'EXTERNAL_AUTHENTICATION_FAILED', message }],
      'USERNAME_PASSWORD_REQUIRED',
    ])
  })

  test('answers 404 at the address of another kind of provider', async () => {
    const flow = await stage.start(login())
    const back = await goThere(stage, flow, { ...provider, user: await userOf(provider) })

    const refused = await stage.send('GET', back.replace('openid_connect', 'facebook'))

    expect(refused.status).toBe(404)
  })

  test('refuses who comes back to a flow that has gone on', async () => {
    const flow = await stage.start(login())
    const back = await goThere(stage, flow, { ...provider, user: await userOf(provider) })
    await prove(stage, flow, await stage.user())

    const refused = await stage.send('GET', back)

    expect(detailOf(refused)).toEqual(invalid('state', 'The flow waits for no identity provider, it is COMPLETED.'))
  })
})

describe('a provider of another make', () => {
  let server: Server
  let url: string
  let keys: { readonly privateKey: CryptoKey; readonly jwks: object }
  /** What it answers. */
  let tokens: object
  let person: object

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    keys = { privateKey, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] } }
    server = createServer(({ url: path }, response) => {
      const answers: Readonly<Record<string, object>> = { '/token': tokens, '/person': person, '/jwks': keys.jwks }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answers[path ?? '']))
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  })

  /** What the callback says to an ID token with these claims, or to none, and to this user information. */
  async function judge(
    changes: Record<string, unknown> | undefined,
    userInfo: object = { sub: 'x' },
  ): Promise<unknown> {
    const own = { tokenEndpoint: `${url}/token`, userInfoEndpoint: `${url}/person`, jwksEndpoint: `${url}/jwks` }
    const other = await openProvider(stage, { ...own, issuer: url })
    const flow = await stage.start({ type: 'LOGIN', socialProviders: [{ id: other.id }], registration: REGISTRATION })
    const go = `/${stage.env}/rp/authenticate?providerId=${other.id}&flowId=${at(flow, 'id')}`
    const { searchParams } = new URL((await stage.send('GET', go)).headers.get('location') ?? '')
    const nonce = searchParams.get('nonce')
    const exp = Math.floor(stage.clock.now() / 1000) + 60
    const claims = {
      iss: url,
      aud: other.clientId,
      sub: 'x',
      exp,
      nonce,
      email: `${crypto.randomUUID()}@example.com`,
      ...changes,
    }
    const id_token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(keys.privateKey)
    tokens = { access_token: 'a', ...(changes === undefined ? {} : { id_token }) }
    person = userInfo
    const back = `/${stage.env}/rp/callback/openid_connect?code=c&state=${searchParams.get('state')}`
    const answer = await stage.send('GET', back)
    return answer.status === 302 ? at(await readFlow(stage, flow), 'status') : at(answer, 'details.0.message')
  }

  test('is believed when all is right', async () => {
    expect(await judge({})).toBe('COMPLETED')
  })

  test.each([
    ['no ID token', undefined, 'The identity provider has sent no ID token.'],
    ['an ID token for another request', { nonce: 'n' }, 'The ID token is for another request.'],
    ['an ID token for another application', { aud: 'other' }, 'The ID token cannot be verified.'],
    ['an ID token of another issuer', { iss: 'https://example.com' }, 'The ID token cannot be verified.'],
    ['an ID token that is over', { exp: 1 }, 'The ID token cannot be verified.'],
    ['an ID token about nobody', { sub: undefined }, 'The ID token names no user.'],
    ['user information about somebody else', { sub: 'y' }, 'The user information is about another user.'],
  ])('is not believed with %s', async (_what, changes, message) => {
    expect(await judge(changes)).toBe(message)
  })

  test('is not believed with an ID token of another key', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const own = keys
    keys = { ...own, privateKey }

    const said = await judge({})

    keys = own
    expect(said).toBe('The ID token cannot be verified.')
  })
})

test('the session of whoever has signed on there spares the sign-on here', async () => {
  const flow = await stage.start(login(REGISTRATION))
  const back = await signOnThere(stage, flow, { ...provider, user: await userOf(provider) })
  const cookie = back.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const { body } = await stage.api('GET', 'applications')
  const client_id = Object(body)._embedded.applications.at(-1).id
  const query = new URLSearchParams({ client_id, response_type: 'code', scope: 'openid', response_mode: 'pi.flow' })

  const again = await stage.send('GET', `/${stage.env}/as/authorize?${query}`, { headers: { cookie } })

  expect(at(again, 'status')).toBe('COMPLETED')
})
