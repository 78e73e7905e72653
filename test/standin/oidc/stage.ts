import { createHash } from 'node:crypto'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Answer, act, at, type Bench, openBench, type Sending } from '../client.ts'

export const REDIRECT = 'https://app.example.com/callback'
export const USERNAME = 'ada'
const PASSWORD = '2FederateM0re!'
export const SECRET = 'a-secret-of-the-tests-not-a-real-one-0001'

const APPLICATION = {
  enabled: true,
  protocol: 'OPENID_CONNECT',
  type: 'WEB_APP',
  secret: SECRET,
  responseTypes: ['CODE'],
  grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
  redirectUris: [REDIRECT],
  postLogoutRedirectUris: ['https://app.example.com/bye'],
}

/** A stand-in with one application for each way of using it, and a user with a password. */
export interface Stage extends Bench {
  readonly issuer: string
  /** A key of the application `private-key`. */
  readonly privateKey: CryptoKey
  /** Sends a request to a path below the issuer. */
  readonly as: (method: string, path: string, sending?: Sending) => Promise<Answer>
}

export async function openStage(): Promise<Stage> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] })
  const bench = await openBench({ seed: { environments: [{ id: SANDBOX, ...environment(jwks) }] } })
  return {
    ...bench,
    issuer: `${bench.standin.url}/${bench.env}/as`,
    privateKey,
    as: (method, path, sending) => bench.send(method, `/${bench.env}/as${path}`, sending),
  }
}

const SANDBOX = '5f1a9e30-0000-4000-8000-00000000e001'

function environment(jwks: string): object {
  const application = (id: string, changes: object): object => ({ ...APPLICATION, id, name: id, ...changes })
  return {
    resources: [
      {
        id: 'orders-id',
        secret: SECRET,
        name: 'Orders',
        audience: 'https://orders.example.com',
        accessTokenValiditySeconds: 600,
        scopes: ['read', 'write'],
      },
      { name: 'Bills', scopes: ['bill'] },
    ],
    applications: [
      application('web', { grants: [{ resource: 'Orders', scopes: ['read'] }] }),
      application('post', { tokenEndpointAuthMethod: 'CLIENT_SECRET_POST' }),
      application('public', { type: 'NATIVE_APP', tokenEndpointAuthMethod: 'NONE', pkceEnforcement: 'S256_REQUIRED' }),
      application('secret-jwt', { tokenEndpointAuthMethod: 'CLIENT_SECRET_JWT' }),
      application('private-key', { tokenEndpointAuthMethod: 'PRIVATE_KEY_JWT', jwks }),
      application('spa', {
        responseTypes: ['CODE', 'TOKEN', 'ID_TOKEN'],
        grantTypes: ['AUTHORIZATION_CODE', 'IMPLICIT'],
      }),
      application('signed', { requireSignedRequestObject: true }),
      application('pushed', { parRequirement: 'REQUIRED', parTimeout: 30 }),
      application('service', {
        type: 'SERVICE',
        grantTypes: ['CLIENT_CREDENTIALS'],
        grants: [
          { resource: 'Orders', scopes: ['read', 'write'] },
          { resource: 'Bills', scopes: ['bill'] },
        ],
      }),
      application('environment-admin', {
        type: 'WORKER',
        grantTypes: ['CLIENT_CREDENTIALS'],
        roles: ['Environment Admin'],
      }),
      application('tv', {
        type: 'NATIVE_APP',
        tokenEndpointAuthMethod: 'NONE',
        grantTypes: ['DEVICE_CODE', 'REFRESH_TOKEN'],
        responseTypes: [],
        deviceTimeout: 900,
        devicePollingInterval: 1,
      }),
    ],
    users: [{ id: 'ada-id', username: USERNAME, email: 'ada@example.com', password: PASSWORD }],
  }
}

/** Asks for authorization; `undefined` takes a parameter out. */
export async function ask(
  stage: Stage,
  changes: Readonly<Record<string, string | undefined>> = {},
  sending: Sending = {},
): Promise<Answer> {
  const parameters = {
    response_type: 'code',
    client_id: 'web',
    redirect_uri: REDIRECT,
    scope: 'openid',
    response_mode: 'pi.flow',
    ...changes,
  }
  const present = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  return stage.as('GET', `/authorize?${new URLSearchParams(present)}`, sending)
}

/** Types the password in a flow, and returns the answer of the resume endpoint and the session cookie. */
export async function signOn(
  stage: Stage,
  flowId: string,
): Promise<{ readonly answer: Answer; readonly cookie: string }> {
  const checked = await act(stage, flowId, { 'usernamePassword.check': { username: USERNAME, password: PASSWORD } })
  const cookie = checked.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  return { answer: await stage.as('GET', `/resume?flowId=${flowId}`), cookie }
}

/** The id of a flow: in its body, or in the Location of a redirect to the sign-on page. */
export function flowIdOf(answer: Answer): string {
  const location = answer.headers.get('location')
  return location === null ? at(answer, 'id') : (new URL(location).searchParams.get('flowId') ?? '')
}

/** Runs a flow to its code and redeems it. */
export async function tokensFor(
  stage: Stage,
  changes: Readonly<Record<string, string | undefined>> = {},
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { answer } = await signOn(stage, flowIdOf(await ask(stage, changes)))
  const form: Record<string, string> = {
    grant_type: 'authorization_code',
    code: at(answer, 'authorizeResponse.code'),
    redirect_uri: REDIRECT,
    ...fields,
  }
  const isPublic = form['client_id'] !== undefined || form['client_assertion'] !== undefined
  return stage.as('POST', '/token', { ...(isPublic ? {} : { basic: [changes['client_id'] ?? 'web', SECRET] }), form })
}

/** Spends a refresh token. */
export async function refresh(stage: Stage, refresh_token: string): Promise<Answer> {
  return stage.as('POST', '/token', { basic: ['web', SECRET], form: { grant_type: 'refresh_token', refresh_token } })
}

/** The claims of a client assertion. */
export function assertionClaims(stage: Stage, clientId: string): Record<string, unknown> {
  const now = Math.floor(stage.clock.now() / 1000)
  return { iss: clientId, sub: clientId, aud: `${stage.issuer}/token`, exp: now + 300 }
}

/** Signs claims as the application `secret-jwt` does. */
export async function signWithSecret(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET))
}

/** Signs claims as the application `private-key` does. */
export async function signWithKey(claims: Record<string, unknown>, { privateKey }: Stage): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey)
}

/** The form of a client assertion. */
export function assertion(jwt: string): Record<string, string> {
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  }
}

/** The left half of a SHA-256 hash, as at_hash and c_hash have it. */
export function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
}
