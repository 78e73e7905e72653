import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CryptoKey, JWK } from 'jose'
import type { StandinClock } from './clock.ts'
import type { Flow } from './flows/state.ts'
import type {
  Application,
  Dated,
  DeliveryMethod,
  DevicePolicy,
  Population,
  SignOnPolicy,
  TemplateContent,
  User,
} from './records.ts'
import type { Identified, Table } from './table.ts'

/** All that a running stand-in remembers. It dies with it. */
export interface World {
  readonly clock: StandinClock
  /** `http://127.0.0.1:PORT`: the issuers start with it. */
  readonly origin: string
  readonly environments: Table<Environment>
  readonly outbox: Table<OutboxMessage>
  /** The OpenID Connect core of an environment, made when it is first needed. */
  readonly coreOf: (environment: Environment) => Core
}

/** One PingOne environment with all that lives in it. */
export interface Environment extends Identified, Dated {
  readonly name: string
  readonly description: string
  readonly type: 'PRODUCTION' | 'SANDBOX'
  readonly region: 'NA'
  readonly organizationId: string
  readonly licenseId: string
  readonly keyRotationPolicyId: string
  readonly passwordPolicyId: string
  readonly themeId: string
  readonly key: SigningKey
  readonly applications: Table<Application>
  readonly signOnPolicies: Table<SignOnPolicy>
  readonly devicePolicies: Table<DevicePolicy>
  readonly populations: Table<Population>
  readonly users: Table<User>
  /** Contents of each notification template, by the template's name. */
  readonly templates: ReadonlyMap<string, Table<TemplateContent>>
  readonly flows: Table<Flow>
}

/** The key that signs all tokens of an environment. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}

/** A notification that would have been sent. */
interface OutboxMessage extends Identified {
  readonly environmentId: string
  readonly to: string
  readonly deliveryMethod: DeliveryMethod
  readonly subject?: string
  readonly body: string
  /** ISO 8601 UTC. */
  readonly at: string
}

/** What the OpenID Connect core of an environment does for the rest. */
export interface Core {
  /** Serves one of the core's own endpoints; `path` is relative to the issuer. */
  readonly serve: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>
  /** Turns a completed flow into an authorization code that the core's token endpoint redeems once. */
  readonly issueCode: (approval: Approval) => Promise<string>
}

/** What a user approved by completing a flow. */
export interface Approval {
  readonly applicationId: string
  readonly userId: string
  readonly redirectUri: string
  readonly scope: string
  readonly nonce: string | undefined
  readonly codeChallenge: string | undefined
  readonly sessionId: string
  /** Seconds since the epoch. */
  readonly authTime: number
  readonly acr: string
  readonly amr: readonly string[]
}
