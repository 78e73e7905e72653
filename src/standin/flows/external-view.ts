import type { Scene } from '../endpoint.ts'
import type { ExternalAccount } from '../federation/records.ts'
import { links } from '../hal.ts'
import { providersOf } from './external.ts'
import type { Flow } from './state.ts'

/**
 * The identity providers that a flow embeds: those that can be signed on at, or the one that has to be.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1/read-flow.html
 */
export function viewProviders(flow: Flow, scene: Scene): object {
  const providers = providersOf(flow).flatMap((providerId) => {
    const provider = scene.environment.identityProviders.get(providerId)
    if (provider?.enabled !== true) return []
    const { id, name, type } = provider
    return [{ id, name, type, _links: links({ authenticate: authenticateUrl(flow, id, scene) }) }]
  })
  if (providers.length === 0) return {}
  return flow.state.status === 'EXTERNAL_AUTHENTICATION_REQUIRED'
    ? { identityProvider: providers[0] }
    : { socialProviders: providers }
}

/** Where a browser goes to sign on at an identity provider. */
export function authenticateUrl({ id: flowId }: Flow, providerId: string, { origin, environment }: Scene): string {
  return `${origin}/${environment.id}/rp/authenticate?${new URLSearchParams({ providerId, flowId }).toString()}`
}

/** What a provider has said about somebody. Source for the names: the data model of Ping's page "External Authentication". */
export function viewExternal(external: ExternalAccount | undefined): object {
  if (external === undefined) return {}
  const { providerId, externalId, attributes } = external
  const entries = attributes.map(({ name, value, update }) => [name, { value, update }] as const)
  return {
    externalAuthentication: {
      identityProvider: { id: providerId },
      externalId,
      attributes: Object.fromEntries(entries),
    },
  }
}
