import { type StandinClock, seconds } from './clock.ts'
import type { Application } from './records.ts'
import type { Environment } from './world.ts'

/** What oidc-provider stores. */
type Payload = Readonly<Record<string, unknown>> & { readonly grantId?: string }

interface Entry {
  readonly payload: Payload
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** oidc-provider's storage port. Source: https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js */
interface Adapter {
  readonly upsert: (id: string, payload: Payload, expiresInSeconds: number) => Promise<void>
  readonly find: (id: string) => Promise<Payload | undefined>
  readonly consume: (id: string) => Promise<void>
  readonly destroy: (id: string) => Promise<void>
  readonly revokeByGrantId: (grantId: string) => Promise<void>
}

/** Where an application's code goes when the authorization request names no redirect_uri. Source: response mode pi.flow, docs.pingidentity.com */
const REDIRECTLESS = 'urn:pingidentity:redirectless'

/** Grants of ours that the core serves, as OAuth spells them. */
const GRANTS: ReadonlyMap<string, string> = new Map([
  ['AUTHORIZATION_CODE', 'authorization_code'],
  ['CLIENT_CREDENTIALS', 'client_credentials'],
])

/** Client authentication methods of ours that the core serves, as OAuth spells them. */
export const AUTH_METHODS: ReadonlyMap<string, string> = new Map([
  ['NONE', 'none'],
  ['CLIENT_SECRET_BASIC', 'client_secret_basic'],
  ['CLIENT_SECRET_POST', 'client_secret_post'],
])

/** Makes the storage of one environment's core: its clients are our applications, all else lives in memory until our clock ends it. */
export function adapterOf(environment: Environment, clock: StandinClock): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(environment) : memoryAdapter(clock))
}

/** The redirect_uri that is meant when a request names none. */
export function defaultRedirectUri(application: Application): string {
  return application.redirectUris[0] ?? REDIRECTLESS
}

function memoryAdapter(clock: StandinClock): Adapter {
  const entries = new Map<string, Entry>()
  const live = (id: string): Entry | undefined => {
    const entry = entries.get(id)
    return entry !== undefined && entry.expiresAt > clock.now() ? entry : undefined
  }
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      dropExpired(entries, clock.now())
      entries.set(id, { payload, expiresAt: clock.now() + expiresInSeconds * 1000 })
    },
    find: async (id) => live(id)?.payload,
    consume: async (id) => {
      const entry = live(id)
      if (entry !== undefined) entries.set(id, { ...entry, payload: { ...entry.payload, consumed: seconds(clock) } })
    },
    destroy: async (id) => {
      entries.delete(id)
    },
    revokeByGrantId: async (grantId) => {
      for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id)
    },
  }
}

/** Entries of one model live equally long, so the oldest come first. */
function dropExpired(entries: Map<string, Entry>, now: number): void {
  for (const [id, { expiresAt }] of entries) {
    if (expiresAt > now) return
    entries.delete(id)
  }
}

function clientAdapter(environment: Environment): Adapter {
  const nothing = async (): Promise<void> => undefined
  return {
    upsert: nothing,
    find: async (id) => {
      const application = environment.applications.get(id)
      return application === undefined ? undefined : clientOf(application)
    },
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  }
}

/**
 * An application as the core's client; undefined when it is disabled or authenticates in a way that is not served.
 * One redirect_uri is enough: /as/authorize is ours, the core only compares the code's with the token request's.
 */
function clientOf(application: Application): Payload | undefined {
  const authMethod = AUTH_METHODS.get(application.tokenEndpointAuthMethod)
  if (!application.enabled || authMethod === undefined) return undefined
  const redirectUri = defaultRedirectUri(application)
  const hasCodes = application.grantTypes.includes('AUTHORIZATION_CODE')
  return {
    client_id: application.id,
    ...(authMethod === 'none' ? {} : { client_secret: application.secret }),
    token_endpoint_auth_method: authMethod,
    grant_types: application.grantTypes.flatMap((type) => GRANTS.get(type) ?? []),
    response_types: hasCodes ? ['code'] : [],
    redirect_uris: hasCodes ? [redirectUri] : [],
    application_type: /^https?:/i.test(redirectUri) ? 'web' : 'native',
  }
}
