import type { Identified, Table } from './table.ts'

/** When a resource was made and last changed, ISO 8601 UTC. */
export interface Dated {
  readonly createdAt: string
  readonly updatedAt: string
}

/** What a client sent beyond the properties we know by name; shown again as it came. */
export type Posted = Readonly<Record<string, unknown>>

/** An OpenID Connect application. Its `clientId` is its `id`. */
export interface Application extends Identified, Dated {
  readonly name: string
  readonly enabled: boolean
  readonly type: string
  readonly secret: string
  readonly grantTypes: readonly string[]
  readonly responseTypes: readonly string[]
  readonly redirectUris: readonly string[]
  readonly tokenEndpointAuthMethod: string
  readonly pkceEnforcement: string
  readonly supportUnsignedRequestObject: boolean
  readonly requireSignedRequestObject: boolean
  /** A JWK Set as JSON text, or where to fetch one: the keys of the application's own signatures. */
  readonly jwks?: string
  readonly jwksUrl?: string
  readonly postLogoutRedirectUris: readonly string[]
  readonly parRequirement: string
  readonly parTimeoutSeconds: number
  readonly deviceTimeoutSeconds: number
  readonly devicePollingSeconds: number
  readonly refreshTokenSeconds: number
  readonly posted: Posted
  readonly assignments: Table<PolicyAssignment>
  readonly grants: Table<ResourceGrant>
  /** Of a worker: what it may do in the management API, and where. */
  readonly roles: Table<RoleAssignment>
}

/** Names of scopes of a resource that an application may ask for; the id is the resource's. */
export interface ResourceGrant extends Identified, Dated {
  readonly scopes: readonly string[]
}

/** A role that a worker has in an environment, or in all of the organization. */
export interface RoleAssignment extends Identified {
  readonly roleId: string
  readonly scope: { readonly id: string; readonly type: 'ENVIRONMENT' | 'ORGANIZATION' }
}

/** A custom resource: what access tokens are for (`aud`), and the names of its scopes. */
export interface Resource extends Identified, Dated {
  readonly name: string
  readonly description?: string
  /** With its id it may introspect the access tokens that are for it. */
  readonly secret: string
  readonly audience: string
  readonly accessTokenSeconds: number
  readonly scopes: readonly string[]
}

/** How the API shows a scope; its name is in the resource. */
export interface Scope extends Identified, Dated {
  readonly resourceId: string
  readonly name: string
  readonly description?: string
}

/** Which sign-on policy an application uses; the lowest priority number wins. */
export interface PolicyAssignment extends Identified {
  readonly priority: number
  readonly signOnPolicyId: string
}

/** The kinds of device that are sent a one-time password. */
export type OtpDeviceType = 'EMAIL' | 'SMS' | 'VOICE'

/** All kinds of device: an authenticator app makes its own passwords, a mobile application is asked to approve, an authenticator to sign. */
export type DeviceType = OtpDeviceType | 'TOTP' | 'MOBILE' | 'FIDO2'

/** How one-time passwords behave, for each kind of device. */
export interface DevicePolicy extends Identified, Dated {
  readonly name: string
  readonly default: boolean
  readonly deviceSelection: DeviceSelection
  readonly methods: Readonly<Record<DeviceType, OtpRules>>
  /** How long a browser is remembered; undefined: not at all. */
  readonly rememberMs: number | undefined
  /** Undefined: the environment's default one. */
  readonly notificationPolicyId: string | undefined
  readonly posted: Posted
}

/** How many messages are sent, and how soon after one another. */
export interface NotificationPolicy extends Identified, Dated {
  readonly name: string
  readonly default: boolean
  readonly quotas: readonly Quota[]
  /** A method that is not there has none. */
  readonly coolDowns: Readonly<Partial<Record<OtpDeviceType, CoolDown>>>
  readonly posted: Posted
}

/** So many messages a day, by any of these methods. */
export interface Quota {
  readonly type: 'USER' | 'ENVIRONMENT'
  readonly deliveryMethods: readonly DeliveryMethod[]
  readonly total: number
}

/** How long the next message has to be waited for. */
export interface CoolDown {
  /** Before the first further message, the second, and so on; the last one is for all that follow. */
  readonly periodsMs: readonly number[]
  /** After so many further messages there are none for a while. */
  readonly resendLimit: number
  /** False: whoever the messages to an address are for. */
  readonly isByUser: boolean
}

/** Who chooses among several devices. Source: OpenAPI schema of PingOne, EnumMFADevicePolicySelection. */
type DeviceSelection = 'DEFAULT_TO_FIRST' | 'PROMPT_TO_SELECT' | 'ALWAYS_DISPLAY_DEVICES'

/** Rules for one kind of device. */
export interface OtpRules {
  readonly enabled: boolean
  readonly otpLength: number
  /** Of a one-time password, or of the question that a mobile application is asked. */
  readonly lifeTimeMs: number
  /** The wrong one-time password with this number locks the device. */
  readonly failureCount: number
  readonly coolDownMs: number
}

/** A text that users may have to agree to. */
export interface Agreement extends Identified, Dated {
  readonly name: string
  readonly enabled: boolean
  readonly posted: Posted
}

/** The text of a notification, for one locale, delivery method and variant. */
export interface TemplateContent extends Identified, Dated {
  readonly templateId: string
  readonly locale: string
  readonly deliveryMethod: DeliveryMethod
  readonly variant?: string
  readonly subject?: string
  /** The `body` of an email, the `content` of the others. */
  readonly text: string
  readonly posted: Posted
}

/** How a notification travels. Source: OpenAPI schema of PingOne, EnumTemplateContentDeliveryMethod. */
export type DeliveryMethod = 'Email' | 'SMS' | 'Voice' | 'Push'
