import { randomUUID } from 'node:crypto'
import { inEnvironment } from '../access.ts'
import { readForm } from '../body.ts'
import { timestamp } from '../clock.ts'
import { type Endpoint, found, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import type { Application, SignOnPolicy } from '../records.ts'
import { advance } from './advance.ts'
import {
  type Destination,
  type Parameters,
  readDestination,
  readGrantRequest,
  readParameters,
} from './authorization-request.ts'
import { dropExpiredFlows, FLOW_LIFE_MS } from './flow.ts'
import { redirectTo } from './redirect.ts'
import { type RequestObject, readLoginHintToken, readRequestObject } from './request-object.ts'
import { sessionCookie } from './session.ts'
import type { AuthorizationRequest, Flow } from './state.ts'
import { signOnPage, viewFlow } from './view.ts'

/** What OAuth calls an error in a parameter; all others are `invalid_request`. Source: RFC 6749, section 4.1.2.1. */
const OAUTH_CODES: ReadonlyMap<string, string> = new Map([
  ['scope', 'invalid_scope'],
  ['response_type', 'unsupported_response_type'],
])

/**
 * GET and POST `/{envID}/as/authorize`: starts a flow. With `response_mode=pi.flow` the flow itself is the answer, else a redirect to the sign-on page.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html
 */
export const authorize: Endpoint = inEnvironment(async (scene) => {
  const outer = readParameters(scene.method === 'POST' ? await readForm(scene) : scene.query)
  const application = applicationOf(outer, scene)
  const object = await requestObjectOf(outer, application, scene)
  const parameters = { ...outer, ...object?.parameters }
  const destination = readDestination(parameters, application)
  try {
    return await start({ parameters, application, object, destination }, scene)
  } catch (error) {
    if (error instanceof PingError && destination.responseMode !== 'pi.flow') return refuse(error, destination)
    throw error
  }
})

/** An authorization request whose client and destination are known to be right. */
interface Opening {
  readonly parameters: Parameters
  readonly application: Application
  readonly object: RequestObject | undefined
  readonly destination: Destination
}

async function start(opening: Opening, scene: Scene): Promise<Reply> {
  const { parameters, application, object, destination } = opening
  const grantRequest = readGrantRequest(parameters, application)
  const { login_hint_token } = parameters
  const loginHint =
    login_hint_token === undefined ? undefined : await readLoginHintToken(login_hint_token, application, scene)
  const policy = policyOf(parameters, application, scene)
  if (policy.actions.size === 0) throw invalidValue('acr_values', 'The sign-on policy has no actions.')
  const flow = openingFlow(
    { ...destination, ...grantRequest, template: object?.template, loginHint },
    { application, policy },
    scene,
  )
  dropExpiredFlows(scene)
  scene.environment.flows.put(flow)
  const cookie = sessionCookie(flow, scene)
  return destination.responseMode === 'pi.flow'
    ? ok(viewFlow(flow, scene), cookie)
    : found(signOnPage(flow, scene), cookie)
}

function applicationOf({ client_id }: Parameters, { environment }: Scene): Application {
  if (client_id === undefined) throw invalidValue('client_id', 'The parameter is required.')
  const application = environment.applications.get(client_id)
  if (application === undefined) throw invalidValue('client_id', 'The application does not exist.')
  if (!application.enabled) throw invalidValue('client_id', 'The application is disabled.')
  return application
}

async function requestObjectOf(
  { request }: Parameters,
  application: Application,
  scene: Scene,
): Promise<RequestObject | undefined> {
  if (request !== undefined) return readRequestObject(request, application, scene)
  if (application.requireSignedRequestObject) throw invalidValue('request', 'The parameter is required.')
  return undefined
}

/** The policy that `acr_values` names among the assigned ones, else the assigned one with the lowest priority, else the default one. */
function policyOf({ acr_values }: Parameters, { assignments }: Application, { environment }: Scene): SignOnPolicy {
  const assigned = assignments
    .rows()
    .toSorted((one, other) => one.priority - other.priority)
    .flatMap(({ signOnPolicyId }) => environment.signOnPolicies.get(signOnPolicyId) ?? [])
  if (acr_values !== undefined) {
    const names = acr_values.split(' ')
    const named = assigned.find(({ name }) => names.includes(name))
    if (named === undefined) throw invalidValue('acr_values', 'No sign-on policy with this name is assigned.')
    return named
  }
  const policy = assigned[0] ?? environment.signOnPolicies.find((candidate) => candidate.default)
  if (policy === undefined) throw new Error('the environment has no default sign-on policy')
  return policy
}

function openingFlow(
  request: AuthorizationRequest,
  basis: { readonly application: Application; readonly policy: SignOnPolicy },
  scene: Scene,
): Flow {
  const { application, policy } = basis
  const { clock } = scene.world
  const flow: Flow = {
    id: randomUUID(),
    applicationId: application.id,
    policyName: policy.name,
    request,
    createdAt: timestamp(clock),
    expiresAt: clock.now() + FLOW_LIFE_MS,
    sessionId: randomUUID(),
    userId: request.loginHint === undefined ? undefined : hintedUser(request.loginHint, scene),
    amr: [],
    actions: policy.actions.rows().toSorted((one, other) => one.priority - other.priority),
    state: { status: 'SIGN_ON_REQUIRED' },
  }
  return advance(flow, scene)
}

function hintedUser(hint: string, { environment }: Scene): string {
  const user = environment.users.get(hint) ?? userNamed(environment, hint)
  if (user === undefined || !user.enabled) throw invalidValue('login_hint_token', 'The user does not exist.')
  return user.id
}

/** Errors of redirecting response modes travel in the redirect. */
function refuse(error: PingError, destination: Destination): Reply {
  const [detail] = error.details
  const description = detail === undefined ? error.message : `${detail.target ?? 'request'}: ${detail.message}`
  return redirectTo(destination, {
    error: OAUTH_CODES.get(detail?.target ?? '') ?? 'invalid_request',
    error_description: description,
  })
}
