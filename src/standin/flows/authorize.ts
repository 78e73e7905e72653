import { inEnvironment } from '../access.ts'
import { readForm } from '../body.ts'
import { type Endpoint, found, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import type { SignOnPolicy } from '../policy-records.ts'
import type { Application } from '../records.ts'
import { putExpiring } from '../table.ts'
import {
  type Destination,
  loginRequired,
  oauthErrorOf,
  type Parameters,
  readDestination,
  readGrantRequest,
  readParameters,
  readSignOnDemand,
} from './authorization-request.ts'
import { providersOf } from './external.ts'
import { authenticateUrl } from './external-view.ts'
import { assignedPolicies, defaultPolicy, openingFlow } from './opening.ts'
import { takePushed } from './pushed-request.ts'
import { redirectTo } from './redirect.ts'
import { type RequestObject, readLoginHintToken, requestObjectOf } from './request-object.ts'
import { finish } from './resume.ts'
import { sessionCookie } from './session.ts'
import { startOf } from './start.ts'
import type { Flow } from './state.ts'
import { signOnPage, viewFlow } from './view.ts'

/**
 * GET and POST `/{envID}/as/authorize`: starts a flow. With `response_mode=pi.flow` the flow itself is the answer, else a redirect to the sign-on page.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html
 */
export const authorize: Endpoint = inEnvironment(async (scene) => {
  try {
    return await open(scene)
  } catch (error) {
    if (!(error instanceof PingError) || error.code !== 'INVALID_DATA') throw error
    throw new PingError(scene.world.behaviours.get('authorize-error'), ...error.details)
  }
})

async function open(scene: Scene): Promise<Reply> {
  const sent = readParameters(scene.method === 'POST' ? await readForm(scene) : scene.query)
  const application = applicationOf(sent, scene)
  const outer = requestedOf(sent, application, scene)
  const object = await requestObjectOf(outer, application, scene)
  const parameters = { ...outer, ...object?.parameters }
  const destination = readDestination(parameters, application)
  try {
    return await start({ parameters, application, object, destination }, scene)
  } catch (error) {
    if (!(error instanceof PingError)) throw error
    return refuse(error, destination, scene)
  }
}

/** An authorization request whose client and destination are known to be right. */
interface Opening {
  readonly parameters: Parameters
  readonly application: Application
  readonly object: RequestObject | undefined
  readonly destination: Destination
}

async function start(opening: Opening, scene: Scene): Promise<Reply> {
  const { parameters, application, object, destination } = opening
  const grantRequest = readGrantRequest(parameters, application, scene.environment)
  const demand = readSignOnDemand(parameters)
  const { login_hint_token } = parameters
  const loginHint =
    login_hint_token === undefined ? undefined : await readLoginHintToken(login_hint_token, application, scene)
  const policy = policyOf(parameters, application, scene)
  if (policy.actions.size === 0) throw invalidValue('acr_values', 'The sign-on policy has no actions.')
  const request = {
    ...destination,
    ...grantRequest,
    template: object?.template,
    webAuthnChallenge: object?.webAuthnChallenge,
    loginHint,
  }
  const userId = loginHint === undefined ? undefined : hintedUser(loginHint, scene)
  const begin = startOf(policy, { demand, userId, loginHint: parameters['login_hint'] }, scene)
  if (demand.isSilent && begin.actions.length > 0) throw loginRequired()
  const flow = openingFlow({ application, policy, request }, begin, scene)
  putExpiring(scene.environment.flows, flow, scene.world.clock.now())
  if (begin.session !== undefined && flow.state.status === 'COMPLETED') return finish(flow.id, scene)
  const cookie = sessionCookie(flow, scene)
  return destination.responseMode === 'pi.flow'
    ? ok(viewFlow(flow, scene), cookie)
    : found(firstPage(flow, scene), cookie)
}

/** An identity provider that has to be signed on at is gone to at once. */
function firstPage(flow: Flow, scene: Scene): string {
  const [providerId] = flow.state.status === 'EXTERNAL_AUTHENTICATION_REQUIRED' ? providersOf(flow) : []
  return providerId === undefined ? signOnPage(flow, scene) : authenticateUrl(flow, providerId, scene)
}

function applicationOf({ client_id }: Parameters, { environment }: Scene): Application {
  if (client_id === undefined) throw invalidValue('client_id', 'The parameter is required.')
  const application = environment.applications.get(client_id)
  if (application === undefined) throw invalidValue('client_id', 'The application does not exist.')
  if (!application.enabled) throw invalidValue('client_id', 'The application is disabled.')
  return application
}

/** What was pushed before, or else what was sent. Source: RFC 9126, section 4. */
function requestedOf(sent: Parameters, application: Application, scene: Scene): Parameters {
  const { request_uri } = sent
  if (request_uri !== undefined) return takePushed(request_uri, application, scene)
  if (application.parRequirement === 'REQUIRED') throw invalidValue('request_uri', 'The parameter is required.')
  return sent
}

/** The policy that `acr_values` names among the assigned ones, else the assigned one with the lowest priority, else the default one. */
function policyOf({ acr_values }: Parameters, application: Application, scene: Scene): SignOnPolicy {
  const assigned = assignedPolicies(application, scene)
  if (acr_values === undefined) return assigned[0] ?? defaultPolicy(scene)
  const names = acr_values.split(' ')
  const named = assigned.find(({ name }) => names.includes(name))
  if (named === undefined) throw invalidValue('acr_values', 'No sign-on policy with this name is assigned.')
  return named
}

function hintedUser(hint: string, { environment }: Scene): string {
  const user = environment.users.get(hint) ?? userNamed(environment, hint)
  if (user === undefined || !user.enabled) throw invalidValue('login_hint_token', 'The user does not exist.')
  return user.id
}

/** Errors of redirecting response modes travel in the redirect. */
function refuse(error: PingError, destination: Destination, { world: { behaviours } }: Scene): Reply {
  if (destination.responseMode === 'pi.flow' || behaviours.get('redirect-error') === 'body') throw error
  const { code, description } = oauthErrorOf(error)
  return redirectTo(destination, { error: code, error_description: description })
}
