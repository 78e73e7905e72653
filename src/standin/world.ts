import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CryptoKey, JWK } from 'jose'
import type { SteerableBehaviours } from './behaviours/behaviours.ts'
import type { SteerableClock } from './clock.ts'
import type { Fault } from './control/fault.ts'
import type { JournalEntry } from './control/journal-entry.ts'
import type { ExternalAuthentication, IdentityProvider } from './federation/records.ts'
import type { AuthorizeAnswer, Flow } from './flows/state.ts'
import type { Link } from './hal.ts'
import type { SignOnPolicy } from './policy-records.ts'
import type {
  Agreement,
  Application,
  Dated,
  DeliveryMethod,
  DevicePolicy,
  NotificationPolicy,
  OtpDeviceType,
  Resource,
  Scope,
  TemplateContent,
} from './records.ts'
import type { Expiring, Identified, Table } from './table.ts'
import type { Group, PasswordPolicy, Population, User } from './user-records.ts'

/** All that a running stand-in remembers. It dies with it. */
export interface World {
  readonly clock: SteerableClock
  readonly behaviours: SteerableBehaviours
  /** Makes a key for an environment. */
  readonly newKey: () => Promise<SigningKey>
  /** `http://127.0.0.1:PORT`: the issuers start with it. */
  readonly origin: string
  readonly environments: Table<Environment>
  readonly outbox: Table<OutboxMessage>
  readonly control: ControlState
  /** The OpenID Connect core of an environment, made when it is first needed. */
  readonly coreOf: (environment: Environment) => Promise<Core>
}

/** What only tests know of. */
interface ControlState {
  readonly faults: Table<Fault>
  readonly journal: Table<JournalEntry>
  readonly snapshots: Table<Snapshot>
}

/** All that the stand-in remembered at one moment, but for the clock, the faults and the journal; the id is its name. */
export interface Snapshot extends Identified {
  /** ISO 8601 UTC. */
  readonly at: string
  readonly environments: readonly Environment[]
  readonly outbox: readonly OutboxMessage[]
}

/** One PingOne environment with all that lives in it. */
export interface Environment extends Identified, Dated {
  readonly name: string
  readonly description: string
  readonly type: 'PRODUCTION' | 'SANDBOX'
  readonly region: 'NA' | 'CA' | 'EU' | 'AU' | 'SG' | 'AP'
  readonly organizationId: string
  readonly licenseId: string
  readonly keyRotationPolicyId: string
  readonly themeId: string
  /** All are published, the newest signs. Empty until the first is needed. */
  readonly keys: Table<SigningKey>
  /** Makes the first key, once: that takes longer than all else at the start. */
  readonly firstKey: () => Promise<SigningKey>
  readonly applications: Table<Application>
  readonly resources: Table<Resource>
  readonly scopes: Table<Scope>
  readonly agreements: Table<Agreement>
  readonly identityProviders: Table<IdentityProvider>
  readonly signOnPolicies: Table<SignOnPolicy>
  readonly devicePolicies: Table<DevicePolicy>
  readonly notificationPolicies: Table<NotificationPolicy>
  /** The one-time passwords that were sent within a day. */
  readonly deliveries: Table<Delivery>
  readonly passwordPolicies: Table<PasswordPolicy>
  readonly populations: Table<Population>
  readonly groups: Table<Group>
  readonly users: Table<User>
  /** Contents of each notification template, by the template's name. */
  readonly templates: ReadonlyMap<string, Table<TemplateContent>>
  readonly flows: Table<Flow>
  /** Like flows, but nobody asked for tokens. */
  readonly deviceAuthentications: Table<Flow>
  readonly sessions: Table<Session>
  readonly pushedRequests: Table<PushedRequest>
  readonly externalAuthentications: Table<ExternalAuthentication>
  /** Codes, tokens and grants of the OpenID Connect core, by the name of its model. */
  readonly entities: Map<string, Table<Entity>>
}

/** A key pair that signs the tokens of an environment; its id is the `kid`. */
export interface SigningKey extends Identified {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  /** The private key, as the core wants it. */
  readonly jwk: JWK
  readonly publicJwk: JWK
}

/** A browser in which a user has signed on: the cookie `ST` holds its id. */
export interface Session extends Expiring {
  readonly userId: string
  /** Seconds since the epoch. */
  readonly authTime: number
  /** RFC 8176 values of what the user has done. */
  readonly amr: readonly string[]
}

/** One message with a one-time password: what quotas and cool-downs count. */
export interface Delivery extends Expiring {
  readonly userId: string
  readonly to: string
  readonly type: OtpDeviceType
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The user asked for another one. */
  readonly isResend: boolean
}

/** Parameters of an authorization request that an application sent beforehand; the id is the `request_uri`. Source: RFC 9126. */
interface PushedRequest extends Expiring {
  readonly applicationId: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What the OpenID Connect core stores. Its times are those of our clock. */
export interface Entity extends Expiring {
  readonly payload: Readonly<Record<string, unknown>>
}

/** A notification that would have been sent. */
export interface OutboxMessage extends Identified {
  readonly environmentId: string
  readonly to: string
  readonly deliveryMethod: DeliveryMethod
  readonly subject?: string
  readonly body: string
  /** Where a POST answers what a mobile application is asked. */
  readonly links?: { readonly approve: Link; readonly deny: Link }
  /** ISO 8601 UTC. */
  readonly at: string
}

/** What the OpenID Connect core of an environment does for the rest. */
export interface Core {
  /** Serves one of the core's own endpoints; `path` is relative to the issuer. */
  readonly serve: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>
  /** What a client has to send beside its `client_id` once we have authenticated it; undefined: nothing, the client is public. */
  readonly passOf: (application: Application) => string | undefined
  /** Turns a completed flow into what the response type asks for. */
  readonly issue: (approval: Approval) => Promise<AuthorizeAnswer>
  /** Makes a device code that waits for the decision of a user. */
  readonly startDevice: (request: DeviceRequest) => Promise<string>
  /** Hands a device code to the user who approves it; undefined: denies it. False: no such code waits. */
  readonly decideDevice: (deviceCode: string, approval: DeviceApproval | undefined) => Promise<boolean>
}

/** What a user approved by completing a flow. */
export interface Approval {
  readonly applicationId: string
  readonly userId: string
  readonly redirectUri: string
  /** Any of `code`, `token` and `id_token`. */
  readonly responseTypes: readonly string[]
  readonly scope: string
  readonly nonce: string | undefined
  /** S256, whatever the client used. */
  readonly codeChallenge: string | undefined
  readonly sessionId: string
  /** Seconds since the epoch. */
  readonly authTime: number
  readonly acr: string
  readonly amr: readonly string[]
}

/** A device that asks for tokens. Source: RFC 8628. */
interface DeviceRequest {
  readonly application: Application
  readonly scope: string
  readonly userCode: string
}

/** Who approved a device, and how. */
export type DeviceApproval = Pick<Approval, 'userId' | 'sessionId' | 'authTime' | 'acr' | 'amr'>
