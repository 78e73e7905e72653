import { randomBytes, randomUUID } from 'node:crypto'
import { inEnvironment } from '../access.ts'
import { type Endpoint, found, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { arrive, offersProvider } from '../flows/external.ts'
import { FLOW_LIFE_MS, openFlow } from '../flows/flow.ts'
import { rememberSession, sessionCookie } from '../flows/session.ts'
import type { Flow } from '../flows/state.ts'
import { resumeUrl, signOnPage } from '../flows/view.ts'
import { liveRow, putExpiring } from '../table.ts'
import { claimsFor, ProviderError } from './exchange.ts'
import { mapped } from './mapping.ts'
import type { ExternalAuthentication, IdentityProvider } from './records.ts'

/**
 * GET `/{envID}/rp/authenticate?providerId=&flowId=`: sends the browser of a flow to an identity provider.
 * Source: https://developer.pingidentity.com/pingone-api/auth/external-authentication/read-external-authentication-initialization.html
 */
export const authenticateExternally: Endpoint = inEnvironment((scene) => {
  const { environment, world, query, origin } = scene
  const flow = openFlow(scene, query.get('flowId') ?? '')
  const provider = providerOf(query.get('providerId') ?? '', scene)
  if (!offersProvider(flow, provider.id)) {
    throw invalidValue('providerId', 'The flow does not offer the identity provider.')
  }
  const begun: ExternalAuthentication = {
    id: randomUUID(),
    flowId: flow.id,
    providerId: provider.id,
    nonce: randomBytes(16).toString('base64url'),
    redirectUri: `${origin}/${environment.id}/rp/callback/${provider.type.toLowerCase()}`,
    expiresAt: world.clock.now() + FLOW_LIFE_MS,
  }
  putExpiring(environment.externalAuthentications, begun, world.clock.now())
  return found(authorizationUrl(provider, begun))
})

/**
 * GET `/{envID}/rp/callback/openid_connect?code=&state=`: takes the browser back, and leads on to its flow.
 * Source: Ping's workflow "External Identity Provider - Sign On".
 */
export const receiveExternally: Endpoint = inEnvironment(async (scene): Promise<Reply> => {
  const begun = takeBegun(scene)
  const provider = providerOf(begun.providerId, scene)
  if (scene.params['providerType'] !== provider.type.toLowerCase()) throw new PingError('NOT_FOUND')
  try {
    const account = await accountOf({ provider, begun }, scene)
    // Opened only now: while the provider was asked, another request may have moved the flow on.
    const flow = openFlow(scene, begun.flowId)
    if (!offersProvider(flow, provider.id)) {
      throw invalidValue('state', `The flow waits for no identity provider, it is ${flow.state.status}.`)
    }
    return leadOn(flow, scene.environment.flows.put(arrive(flow, account, scene)), scene)
  } catch (error) {
    if (error instanceof ProviderError) return refuse(error, begun, scene)
    throw error
  }
})

function providerOf(id: string, { environment }: Scene): IdentityProvider {
  const provider = environment.identityProviders.get(id)
  if (provider?.enabled !== true) throw invalidValue('providerId', 'The identity provider does not exist.')
  return provider
}

function authorizationUrl(
  provider: IdentityProvider,
  { id: state, nonce, redirectUri }: ExternalAuthentication,
): string {
  const url = new URL(provider.authorizationEndpoint)
  const parameters = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    state,
    nonce,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Each is good for one answer. */
function takeBegun({ environment, world, query }: Scene): ExternalAuthentication {
  const begun = liveRow(environment.externalAuthentications, query.get('state') ?? '', world.clock.now())
  if (begun === undefined) throw invalidValue('state', 'The state is unknown, has expired or was used before.')
  environment.externalAuthentications.remove(begun.id)
  return begun
}

async function accountOf(
  parties: { readonly provider: IdentityProvider; readonly begun: ExternalAuthentication },
  scene: Scene,
): Promise<Parameters<typeof arrive>[1]> {
  const code = scene.query.get('code')
  if (code === null) throw new ProviderError('The identity provider has sent no code.')
  const claims = await claimsFor(code, parties, scene)
  const { id: providerId, attributes } = parties.provider
  return { providerId, externalId: claims.sub, attributes: mapped(claims, attributes.rows()) }
}

/** A flow that is completed can be resumed at once, where its application wants a redirect. */
function leadOn(before: Flow, after: Flow, scene: Scene): Reply {
  const isSignedOn = after.amr.length > before.amr.length
  if (isSignedOn) rememberSession(after, scene)
  const isDone = after.state.status === 'COMPLETED' && after.request.responseMode !== 'pi.flow'
  return found(isDone ? resumeUrl(after, scene) : signOnPage(after, scene), sessionCookie(after, scene))
}

/** The flow waits on, for another way to sign on. */
function refuse({ message }: ProviderError, { flowId }: ExternalAuthentication, scene: Scene): Reply {
  if (scene.world.behaviours.get('external-error') === 'body') {
    throw new PingError('INVALID_DATA', { code: 'EXTERNAL_AUTHENTICATION_FAILED', message })
  }
  const page = new URL(signOnPage(openFlow(scene, flowId), scene))
  page.searchParams.set('error', 'EXTERNAL_AUTHENTICATION_FAILED')
  return found(page.href)
}
