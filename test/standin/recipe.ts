import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Answer, at, type Bench, openBench, workerToken } from './client.ts'

const ENV = '5f1a9e30-0000-4000-8000-00000000e001'
const SECRET = 'a-secret-of-the-tests-not-a-real-one-0001'
const PASSWORD = '2FederateM0re!'
const VERIFIER = 'a-verifier-that-has-at-least-forty-three-letters'
const REDIRECT = 'https://app.example.com/callback'

/** A JWT that is signed when the request is sent. */
interface JwtRecipe {
  readonly claims: Readonly<Record<string, unknown>>
  readonly alg: string
  readonly key: CryptoKey | string
  /** The parameter that it goes into. */
  readonly parameter: string
}

/** A request before it is sent: what a case takes and changes in one place. */
export interface Recipe {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  readonly json?: object
  readonly type?: string
  readonly body?: string
  readonly token?: string
  readonly basic?: readonly [string, string]
  readonly jwt?: JwtRecipe
}

/** A stand-in in which every good request succeeds. */
export interface Kitchen extends Bench {
  readonly issuer: string
  readonly adminId: string
  readonly rsaKey: CryptoKey
  readonly foreignKey: CryptoKey
  readonly workerToken: string
}

export async function openKitchen(): Promise<Kitchen> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256' }] })
  const bench = await openBench({ seed: { environments: [{ id: ENV, ...environment(jwks) }] } })
  return {
    ...bench,
    issuer: `${bench.standin.url}/${bench.env}/as`,
    adminId: bench.standin.variables['adminEnvID'] ?? '',
    rsaKey: own.privateKey,
    foreignKey: foreign.privateKey,
    workerToken: await workerToken(bench),
  }
}

function environment(jwks: string): object {
  const app = (id: string, changes: object): object => ({
    id,
    name: id,
    enabled: true,
    type: 'WEB_APP',
    protocol: 'OPENID_CONNECT',
    secret: SECRET,
    responseTypes: ['CODE'],
    grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN'],
    tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
    redirectUris: [REDIRECT],
    ...changes,
  })
  const lock = { count: 2, coolDown: { duration: 2, timeUnit: 'MINUTES' } }
  const method = { enabled: true, otp: { failure: lock, lifeTime: { duration: 1, timeUnit: 'MINUTES' } } }
  return {
    resources: [{ name: 'Orders', audience: 'https://orders.example.com', scopes: ['read', 'write'] }],
    deviceAuthenticationPolicies: [{ id: 'strict', name: 'Strict', sms: method, email: method }],
    signOnPolicies: [
      {
        name: 'MFA',
        actions: [{ priority: 1, type: 'MULTI_FACTOR_AUTHENTICATION', deviceAuthenticationPolicy: { id: 'strict' } }],
      },
    ],
    applications: [
      app('mfa', { signOnPolicies: ['MFA'] }),
      app('mfa-key', { signOnPolicies: ['MFA'], jwks }),
      app('off', { enabled: false }),
      app('web', { grants: [{ resource: 'Orders', scopes: ['read'] }] }),
      app('pkce', {
        tokenEndpointAuthMethod: 'NONE',
        pkceEnforcement: 'S256_REQUIRED',
        grantTypes: ['AUTHORIZATION_CODE'],
      }),
      app('key', {
        tokenEndpointAuthMethod: 'PRIVATE_KEY_JWT',
        jwks,
        type: 'SERVICE',
        grantTypes: ['CLIENT_CREDENTIALS'],
        responseTypes: [],
      }),
      app('service', {
        type: 'SERVICE',
        grantTypes: ['CLIENT_CREDENTIALS'],
        responseTypes: [],
        grants: [{ resource: 'Orders', scopes: ['read'] }],
      }),
      app('tv', {
        type: 'NATIVE_APP',
        tokenEndpointAuthMethod: 'NONE',
        grantTypes: ['DEVICE_CODE'],
        responseTypes: [],
      }),
      app('roleless', { type: 'WORKER', grantTypes: ['CLIENT_CREDENTIALS'], responseTypes: [] }),
      ...[
        ['developer', 'Client Application Developer'],
        ['registrar', 'Identity Data Admin'],
        ['architect', 'Environment Admin'],
      ].map(([id = '', role]) =>
        app(id, { type: 'WORKER', grantTypes: ['CLIENT_CREDENTIALS'], responseTypes: [], roles: [role] }),
      ),
      app('reader', {
        type: 'WORKER',
        grantTypes: ['CLIENT_CREDENTIALS'],
        responseTypes: [],
        roles: ['Identity Data Read Only'],
      }),
    ],
    users: [
      { id: 'ada', username: 'ada', email: 'ada@example.com', password: PASSWORD },
      {
        id: 'bob',
        username: 'bob',
        email: 'bob@example.com',
        mfaEnabled: true,
        devices: [{ type: 'EMAIL', email: 'bob@example.com', testMode: true }],
      },
      { id: 'eve', username: 'eve', email: 'eve@example.com' },
    ],
  }
}

/** Sends a request. */
export async function cook(kitchen: Kitchen, recipe: Recipe): Promise<Answer> {
  const { jwt, method, path, query = {}, form, json, type, body, token, basic } = recipe
  const signed = jwt === undefined ? {} : { [jwt.parameter]: await signedJwt(jwt) }
  const inForm = form === undefined ? undefined : { ...form, ...signed }
  const search = new URLSearchParams(form === undefined ? { ...query, ...signed } : query)
  const target = `${path}${search.size === 0 ? '' : `?${search}`}`
  const sending = {
    ...(inForm === undefined ? {} : { form: inForm }),
    ...(json === undefined ? {} : { json }),
    ...(type === undefined ? {} : { type }),
    ...(token === undefined ? {} : { token }),
    ...(basic === undefined ? {} : { basic }),
  }
  return body === undefined ? kitchen.send(method, target, sending) : sendRaw(kitchen, target, recipe)
}

async function sendRaw(kitchen: Kitchen, target: string, { method, type, token, body = '' }: Recipe): Promise<Answer> {
  const response = await fetch(new URL(target, kitchen.standin.url), {
    method,
    body,
    headers: {
      'content-type': type ?? 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** `none` cannot be made by the library. */
async function signedJwt({ claims, alg, key }: JwtRecipe): Promise<string> {
  if (alg === 'none') {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    return `${part({ alg, typ: 'JWT' })}.${part(claims)}.`
  }
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key
  return new SignJWT(claims)
    .setProtectedHeader({ alg, typ: 'JWT', ...(alg.startsWith('RS') ? { kid: 'k1' } : {}) })
    .sign(bytes)
}

/** Requests that succeed, each with all that it needs made anew. */
export const GOOD: Readonly<Record<string, (kitchen: Kitchen) => Recipe | Promise<Recipe>>> = {
  authorize: ({ issuer, env }) => ({
    method: 'GET',
    path: `/${env}/as/authorize`,
    query: {
      response_type: 'code',
      client_id: 'mfa',
      redirect_uri: REDIRECT,
      scope: 'openid',
      response_mode: 'pi.flow',
    },
    jwt: {
      parameter: 'request',
      alg: 'HS256',
      key: SECRET,
      claims: { iss: 'mfa', aud: issuer, 'pi.template': { name: 'transaction' }, 'pi.clientContext': {} },
    },
  }),
  authorizeWithKey: ({ issuer, env, rsaKey }) => ({
    method: 'GET',
    path: `/${env}/as/authorize`,
    query: {
      response_type: 'code',
      client_id: 'mfa-key',
      redirect_uri: REDIRECT,
      scope: 'openid',
      response_mode: 'pi.flow',
    },
    jwt: { parameter: 'request', alg: 'RS256', key: rsaKey, claims: { iss: 'mfa-key', aud: issuer } },
  }),
  loginHint: ({ issuer, env, clock }) => ({
    method: 'GET',
    path: `/${env}/as/authorize`,
    query: {
      response_type: 'code',
      client_id: 'mfa',
      redirect_uri: REDIRECT,
      scope: 'openid',
      response_mode: 'pi.flow',
    },
    jwt: {
      parameter: 'login_hint_token',
      alg: 'HS256',
      key: SECRET,
      claims: { iss: 'mfa', sub: 'bob', aud: issuer, iat: seconds(clock), exp: seconds(clock) + 300 },
    },
  }),
  authorizePkce: ({ env }) => ({
    method: 'GET',
    path: `/${env}/as/authorize`,
    query: {
      response_type: 'code',
      client_id: 'pkce',
      redirect_uri: REDIRECT,
      scope: 'openid',
      response_mode: 'pi.flow',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
    },
  }),
  redeem: async (kitchen) => ({
    method: 'POST',
    path: `/${kitchen.env}/as/token`,
    basic: ['web', SECRET],
    form: { grant_type: 'authorization_code', redirect_uri: REDIRECT, code: await codeFor(kitchen, 'web') },
  }),
  redeemPkce: async (kitchen) => ({
    method: 'POST',
    path: `/${kitchen.env}/as/token`,
    form: {
      grant_type: 'authorization_code',
      client_id: 'pkce',
      redirect_uri: REDIRECT,
      code: await codeFor(kitchen, 'pkce'),
      code_verifier: VERIFIER,
    },
  }),
  refresh: async (kitchen) => ({
    method: 'POST',
    path: `/${kitchen.env}/as/token`,
    basic: ['web', SECRET],
    form: {
      grant_type: 'refresh_token',
      refresh_token: at(await cook(kitchen, await GOOD['redeem']!(kitchen)), 'refresh_token'),
    },
  }),
  assertion: ({ issuer, env, rsaKey, clock }) => ({
    method: 'POST',
    path: `/${env}/as/token`,
    form: {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    },
    jwt: {
      parameter: 'client_assertion',
      alg: 'RS256',
      key: rsaKey,
      claims: { iss: 'key', sub: 'key', aud: `${issuer}/token`, exp: seconds(clock) + 300 },
    },
  }),
  credentials: ({ env }) => ({
    method: 'POST',
    path: `/${env}/as/token`,
    basic: ['service', SECRET],
    form: { grant_type: 'client_credentials', scope: 'read' },
  }),
  push: ({ env }) => ({
    method: 'POST',
    path: `/${env}/as/par`,
    basic: ['web', SECRET],
    form: { response_type: 'code', client_id: 'web', redirect_uri: REDIRECT, scope: 'openid' },
  }),
  pushed: async (kitchen) => ({
    method: 'GET',
    path: `/${kitchen.env}/as/authorize`,
    query: {
      client_id: 'web',
      request_uri: at(await cook(kitchen, { ...(await GOOD['push']!(kitchen)), form: pushedForm }), 'request_uri'),
    },
  }),
  device: ({ env }) => ({
    method: 'POST',
    path: `/${env}/as/device_authorization`,
    form: { client_id: 'tv', scope: 'openid' },
  }),
  userinfo: async (kitchen) => ({
    method: 'GET',
    path: `/${kitchen.env}/as/userinfo`,
    token: at(await cook(kitchen, await GOOD['redeem']!(kitchen)), 'access_token'),
  }),
  introspect: ({ env, workerToken: token }) => ({
    method: 'POST',
    path: `/${env}/as/introspect`,
    basic: ['web', SECRET],
    form: { token },
  }),
  lookup: async (kitchen) => ({
    method: 'POST',
    path: `/${kitchen.env}/flows/${await flowOf(kitchen, 'authorize')}`,
    type: 'application/vnd.pingidentity.user.lookup+json',
    json: { username: 'bob' },
  }),
  logIn: async (kitchen) => ({
    method: 'POST',
    path: `/${kitchen.env}/flows/${await flowOf(kitchen, 'authorizePkce')}`,
    type: 'application/vnd.pingidentity.usernamePassword.check+json',
    json: { username: 'ada', password: PASSWORD },
  }),
  otp: async (kitchen) => {
    const flow = await hinted(kitchen)
    return {
      method: 'POST',
      path: `/${kitchen.env}/flows/${at(flow, 'id')}`,
      type: 'application/vnd.pingidentity.otp.check+json',
      json: { otp: at(flow, 'test.otp') },
    }
  },
  select: async (kitchen) => {
    const flow = await hinted(kitchen)
    return {
      method: 'POST',
      path: `/${kitchen.env}/flows/${at(flow, 'id')}`,
      type: 'application/vnd.pingidentity.device.select+json',
      json: { device: { id: at(flow, 'selectedDevice.id') } },
    }
  },
  resume: async (kitchen) => ({
    method: 'GET',
    path: `/${kitchen.env}/as/resume`,
    query: { flowId: at(await cook(kitchen, await GOOD['otp']!(kitchen)), 'id') },
  }),
  application: (kitchen) =>
    managing(kitchen, 'POST', 'applications', {
      enabled: true,
      name: 'New',
      type: 'WEB_APP',
      protocol: 'OPENID_CONNECT',
      tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
      redirectUris: [REDIRECT],
    }),
  action: async (kitchen) => {
    const policy = await cook(kitchen, managing(kitchen, 'POST', 'signOnPolicies', { name: crypto.randomUUID() }))
    return managing(kitchen, 'POST', `signOnPolicies/${at(policy, 'id')}/actions`, { priority: 1, type: 'LOGIN' })
  },
  user: (kitchen) => managing(kitchen, 'POST', 'users', { username: crypto.randomUUID(), email: 'new@example.com' }),
  phone: (kitchen) => managing(kitchen, 'POST', 'users/eve/devices', { type: 'SMS', phone: '+15125201234' }),
  password: (kitchen) => ({
    ...managing(kitchen, 'PUT', 'users/eve/password', { value: PASSWORD }),
    type: 'application/vnd.pingidentity.password.set+json',
  }),
  template: (kitchen) =>
    managing(kitchen, 'POST', 'templates/transaction/contents', {
      locale: 'en',
      deliveryMethod: 'SMS',
      content: 'OTP ${otp}',
    }),
  notifications: (kitchen) =>
    managing(kitchen, 'POST', 'notificationsPolicies', {
      name: crypto.randomUUID(),
      quotas: [{ type: 'USER', deliveryMethods: ['Email'], total: 10 }],
      cooldownConfiguration: {
        email: {
          enabled: true,
          resendLimit: 3,
          periods: [30, 60, 120].map((duration) => ({ duration, timeUnit: 'SECONDS' })),
        },
        sms: { enabled: false },
        voice: { enabled: false },
        whatsApp: { enabled: false },
      },
    }),
  list: (kitchen) => managing(kitchen, 'GET', 'users'),
}

const pushedForm = {
  response_type: 'code',
  client_id: 'web',
  redirect_uri: REDIRECT,
  scope: 'openid',
  response_mode: 'pi.flow',
}

function managing(...[kitchen, method, path, json]: readonly [Kitchen, string, string, object?]): Recipe {
  const { env, workerToken: token } = kitchen
  return { method, path: `/v1/environments/${env}/${path}`, token, ...(json === undefined ? {} : { json }) }
}

/** Bob's flow, which waits for his one-time password; his device is open again. */
async function hinted(kitchen: Kitchen): Promise<Answer> {
  const devices = await cook(kitchen, managing(kitchen, 'GET', 'users/bob/devices'))
  const path = `users/bob/devices/${at(devices, '_embedded.devices.0.id')}`
  const unlock = { ...managing(kitchen, 'POST', path, {}), type: 'application/vnd.pingidentity.device.unlock+json' }
  await cook(kitchen, unlock)
  return cook(kitchen, await GOOD['loginHint']!(kitchen))
}

async function flowOf(kitchen: Kitchen, good: string): Promise<string> {
  return at(await cook(kitchen, await GOOD[good]!(kitchen)), 'id')
}

/** Ada's code for an application whose policy asks for a password; only a public one is bound to the verifier. */
async function codeFor(kitchen: Kitchen, clientId: string): Promise<string> {
  const { query = {}, ...rest } = await GOOD['authorizePkce']!(kitchen)
  const { code_challenge: _challenge, code_challenge_method: _method, ...plain } = query
  const asked = clientId === 'pkce' ? query : { ...plain, client_id: clientId }
  const flow = await cook(kitchen, { ...rest, query: asked })
  await cook(kitchen, {
    method: 'POST',
    path: `/${kitchen.env}/flows/${at(flow, 'id')}`,
    type: 'application/vnd.pingidentity.usernamePassword.check+json',
    json: { username: 'ada', password: PASSWORD },
  })
  const resumed = await kitchen.send('GET', `/${kitchen.env}/as/resume?flowId=${at(flow, 'id')}`)
  return at(resumed, 'authorizeResponse.code')
}

function seconds({ now }: Kitchen['clock']): number {
  return Math.floor(now() / 1000)
}
