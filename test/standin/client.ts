import { SignJWT } from 'jose'
import { type SteerableClock, steerableClock } from '../../src/standin/clock.ts'
import type { Standin, StandinOptions } from '../../src/standin/server.ts'
import { startQuickStandin } from '../support/standin.ts'

/** A response, read completely. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export interface Sending {
  readonly token?: string
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly type?: string
  readonly basic?: readonly [user: string, password: string]
  readonly headers?: Readonly<Record<string, string>>
}

/** A stand-in of its own clock, and a real HTTP client for it. */
export interface Bench {
  readonly standin: Standin
  readonly clock: SteerableClock
  readonly send: (method: string, path: string, sending?: Sending) => Promise<Answer>
  readonly env: string
}

export async function openBench(options: StandinOptions = {}): Promise<Bench> {
  const clock = steerableClock()
  const standin = await startQuickStandin({ clock, ...options })
  const send = async (method: string, path: string, sending: Sending = {}): Promise<Answer> => {
    const response = await fetch(new URL(path, standin.url), {
      method,
      headers: headersOf(sending),
      redirect: 'manual',
      ...bodyOf(sending),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: readBody(response, text) }
  }
  return { standin, clock, send, env: standin.variables['envID'] ?? '' }
}

function readBody(response: Response, text: string): unknown {
  if (text === '') return undefined
  return response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : text
}

function headersOf({ token, json, form, type, basic, headers }: Sending): Record<string, string> {
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic.join(':')).toString('base64')}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(type === undefined ? {} : { 'content-type': type }),
    ...headers,
  }
}

function bodyOf({ json, form }: Sending): { body?: string } {
  if (form !== undefined) return { body: new URLSearchParams(form).toString() }
  return json === undefined ? {} : { body: JSON.stringify(json) }
}

/** The text or number at a path like `test.otp`; throws when there is none. */
export function at({ body }: Answer, path: string): string {
  const value = path.split('.').reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), body)
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Error(`nothing at "${path}" in ${JSON.stringify(body)}`)
  }
  return String(value)
}

/** Replaces what differs between two runs: UUIDs, times and the port. */
export function stable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll(/5f1a9e30-0000-4000-8000-00000000e001/g, '<env>')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>')
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '<url>'),
  )
}

/** Gets a worker token. */
export async function workerToken({ send, standin }: Bench): Promise<string> {
  const { adminEnvID, adminAppID = '', adminAppSecret = '' } = standin.variables
  const answer = await send('POST', `/${adminEnvID}/as/token`, {
    basic: [adminAppID, adminAppSecret],
    form: { grant_type: 'client_credentials' },
  })
  return at(answer, 'access_token')
}

/** What a test of flows needs to be there. */
export interface Setup {
  readonly token: string
  readonly api: string
  readonly applicationId: string
  readonly secret: string
  readonly policyId: string
  readonly userId: string
  readonly username: string
  readonly deviceId: string
}

/** What a test wants to be different. */
export interface SetupChanges {
  readonly application?: object
  readonly action?: object
  readonly device?: object
  readonly mfaEnabled?: boolean
}

/** Creates the application, policy, template, user and device of Ping's workflow. */
export async function setUp(bench: Bench, changes: SetupChanges = {}): Promise<Setup> {
  const token = await workerToken(bench)
  const api = `/v1/environments/${bench.env}`
  const post = async (path: string, json: object): Promise<string> =>
    at(await bench.send('POST', `${api}${path}`, { token, json }), 'id')
  const unique = crypto.randomUUID()
  const username = `mfaUser_${unique}`

  const applicationId = await post('/applications', { ...APPLICATION, ...changes.application })
  const secret = at(await bench.send('GET', `${api}/applications/${applicationId}/secret`, { token }), 'secret')
  const policyId = await post('/signOnPolicies', { name: `MFA_${unique}`, default: 'false' })
  await post(`/signOnPolicies/${policyId}/actions`, { ...ACTION, ...changes.action })
  await post(`/applications/${applicationId}/signOnPolicyAssignments`, { priority: 10, signOnPolicy: { id: policyId } })
  await post('/templates/transaction/contents', TEMPLATE)
  const userId = await post('/users', { username, email: 'tom@example.com', name: { given: 'Test', family: 'User' } })
  const { mfaEnabled = true } = changes
  await bench.send('PUT', `${api}/users/${userId}/mfaEnabled`, { token, json: { mfaEnabled } })
  const deviceId = await post(`/users/${userId}/devices`, { ...DEVICE, ...changes.device })
  return { token, api, applicationId, secret, policyId, userId, username, deviceId }
}

const ACTION = { priority: 1, type: 'MULTI_FACTOR_AUTHENTICATION', email: { enabled: true } }

const DEVICE = { type: 'EMAIL', email: 'mobetta@example.com', testMode: true }

/** The native application of Ping's workflow. */
export const APPLICATION = {
  enabled: true,
  name: 'MFA_NativeApp',
  description: 'This is an OIDC native application.',
  type: 'NATIVE_APP',
  protocol: 'OPENID_CONNECT',
  responseTypes: ['CODE'],
  grantTypes: ['AUTHORIZATION_CODE'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
  redirectUris: ['https://www.example.com'],
}

/** The email template of Ping's workflow. */
export const TEMPLATE = {
  locale: 'en',
  subject: 'PingOne: transaction approval',
  variant: 'variant_C',
  body: 'Approve this transfer of ${sum} ${currency} to ${recipient}, by entering this OTP: ${OTP}',
  deliveryMethod: 'Email',
  template: { id: 'transaction' },
}

/** The claims of the workflow's request object. */
export function requestClaims(bench: Bench, { applicationId }: Setup): Record<string, unknown> {
  return {
    iss: applicationId,
    aud: `${bench.standin.url}/${bench.env}/as`,
    'pi.template': {
      name: 'transaction',
      variant: 'variant_C',
      variables: { sum: '1,000,000', currency: 'USD', recipient: 'Charlie Parker' },
    },
    'pi.clientContext': { 'alert.color': 'red' },
  }
}

/** Signs claims with HMAC. */
export async function sign(claims: Record<string, unknown>, secret: string, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(new TextEncoder().encode(secret))
}

/** Sends the authorization request of the workflow; `undefined` takes a parameter out. */
export async function authorize(
  bench: Bench,
  setup: Setup,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Answer> {
  const parameters = {
    response_type: 'code',
    client_id: setup.applicationId,
    redirect_uri: 'https://www.example.com',
    scope: 'openid profile',
    response_mode: 'pi.flow',
    request: await sign(requestClaims(bench, setup), setup.secret),
    ...changes,
  }
  const present = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  return bench.send('GET', `/${bench.env}/as/authorize?${new URLSearchParams(present)}`)
}

/** Performs an action in a flow: `{ 'otp.check': { otp } }`. */
export async function act(bench: Bench, flowId: string, action: Readonly<Record<string, object>>): Promise<Answer> {
  const [[name, json] = []] = Object.entries(action)
  const type = `application/vnd.pingidentity.${name}+json`
  return bench.send('POST', `/${bench.env}/flows/${flowId}`, { json, type })
}

/** Starts a flow and names the user. */
export async function reachOtp(bench: Bench, setup: Setup): Promise<Answer> {
  const started = await authorize(bench, setup)
  return act(bench, at(started, 'id'), { 'user.lookup': { username: setup.username } })
}

/** Runs a flow up to COMPLETED and returns its last answer. */
export async function reachCompleted(bench: Bench, setup: Setup): Promise<Answer> {
  const flow = await reachOtp(bench, setup)
  return act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })
}

/** Resumes a flow. */
export async function resume(bench: Bench, flowId: string): Promise<Answer> {
  return bench.send('GET', `/${bench.env}/as/resume?flowId=${flowId}`)
}

/** Runs a flow up to its authorization code. */
export async function reachCode(bench: Bench, setup: Setup): Promise<string> {
  const flow = await reachCompleted(bench, setup)
  return at(await resume(bench, at(flow, 'id')), 'authorizeResponse.code')
}

/** Redeems an authorization code. */
export async function redeem(bench: Bench, setup: Setup, code: string): Promise<Answer> {
  return bench.send('POST', `/${bench.env}/as/token`, {
    basic: [setup.applicationId, setup.secret],
    form: { grant_type: 'authorization_code', code, redirect_uri: 'https://www.example.com' },
  })
}
