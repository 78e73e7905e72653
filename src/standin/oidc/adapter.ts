import { leadSeconds, type StandinClock, seconds } from '../clock.ts'
import type { Application } from '../records.ts'
import { CAPACITY } from '../store.ts'
import { liveRow, putExpiring, Table } from '../table.ts'
import type { Entity, Environment } from '../world.ts'

/** What oidc-provider stores. Its times are those of the machine. */
type Payload = Readonly<Record<string, unknown>> & { readonly grantId?: string }

/** oidc-provider's storage port. Source: https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js */
interface Adapter {
  readonly upsert: (id: string, payload: Payload, expiresInSeconds: number) => Promise<void>
  readonly find: (id: string) => Promise<Payload | undefined>
  readonly consume: (id: string) => Promise<void>
  readonly destroy: (id: string) => Promise<void>
  readonly revokeByGrantId: (grantId: string) => Promise<void>
}

/** What makes an application the core's client. */
export interface Registration {
  readonly environment: Environment
  readonly clock: StandinClock
  /** What a client that we have authenticated shows the core; undefined: it is public. */
  readonly passOf: (application: Application) => string | undefined
}

/** Where an application's code goes when the authorization request names no redirect_uri. Source: response mode pi.flow, docs.pingidentity.com */
const REDIRECTLESS = 'urn:pingidentity:redirectless'

/** The grant of devices, as OAuth spells it. Source: RFC 8628, section 3.4. */
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

/** Grants of ours that the core serves, as OAuth spells them. */
export const GRANTS: ReadonlyMap<string, string> = new Map([
  ['AUTHORIZATION_CODE', 'authorization_code'],
  ['CLIENT_CREDENTIALS', 'client_credentials'],
  ['REFRESH_TOKEN', 'refresh_token'],
  ['DEVICE_CODE', DEVICE_CODE],
])

/** Makes the storage of one environment's core: its clients are our applications, all else lives in memory until our clock ends it. */
export function adapterOf(registration: Registration): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(registration) : entityAdapter(registration, model))
}

/** The redirect_uri that is meant when a request names none. */
export function defaultRedirectUri(application: Application): string {
  return application.redirectUris[0] ?? REDIRECTLESS
}

function entityAdapter({ environment, clock }: Registration, model: string): Adapter {
  const entities = environment.entities.get(model) ?? new Table<Entity>([], CAPACITY)
  environment.entities.set(model, entities)
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      const expiresAt = clock.now() + expiresInSeconds * 1000
      putExpiring(entities, { id, payload: shifted(payload, leadSeconds(clock)), expiresAt }, clock.now())
    },
    find: async (id) => {
      const entity = liveRow(entities, id, clock.now())
      return entity === undefined ? undefined : shifted(entity.payload, -leadSeconds(clock))
    },
    consume: async (id) => {
      const entity = liveRow(entities, id, clock.now())
      if (entity !== undefined) entities.put({ ...entity, payload: { ...entity.payload, consumed: seconds(clock) } })
    },
    destroy: async (id) => {
      entities.remove(id)
    },
    revokeByGrantId: async (grantId) => {
      for (const { id, payload } of entities.rows()) if (payload['grantId'] === grantId) entities.remove(id)
    },
  }
}

/** The core reads the machine's clock, so its times are ours on this side of the adapter and the machine's on the other. */
function shifted(payload: Entity['payload'], bySeconds: number): Entity['payload'] {
  const moved = ['iat', 'exp', 'iiat'].flatMap((name) => {
    const time = payload[name]
    return typeof time === 'number' ? [[name, time + bySeconds] as const] : []
  })
  return { ...payload, ...Object.fromEntries(moved) }
}

function clientAdapter(registration: Registration): Adapter {
  const nothing = async (): Promise<void> => undefined
  return {
    upsert: nothing,
    find: async (id) => {
      const application = registration.environment.applications.get(id)
      return application?.enabled === true ? clientOf(application, registration) : undefined
    },
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  }
}

/** One redirect_uri is enough: /as/authorize is ours, the core only compares the code's with the token request's. */
function clientOf(application: Application, { passOf }: Registration): Payload {
  const pass = passOf(application)
  const redirectUri = defaultRedirectUri(application)
  const hasCodes = application.grantTypes.includes('AUTHORIZATION_CODE')
  return {
    client_id: application.id,
    ...(pass === undefined ? {} : { client_secret: pass }),
    token_endpoint_auth_method: pass === undefined ? 'none' : 'client_secret_post',
    grant_types: application.grantTypes.flatMap((type) => GRANTS.get(type) ?? []),
    response_types: hasCodes ? ['code'] : [],
    redirect_uris: hasCodes ? [redirectUri] : [],
    application_type: /^https?:/i.test(redirectUri) ? 'web' : 'native',
  }
}
