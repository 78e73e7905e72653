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
}

/** Scopes of a resource that an application may ask for; the id is the resource's. */
interface ResourceGrant extends Identified {
  readonly scopes: readonly string[]
}

/** A custom resource: what access tokens are for (`aud`), and the scopes that it knows. */
export interface Resource extends Identified, Dated {
  readonly name: string
  /** With its id it may introspect the access tokens that are for it. */
  readonly secret: string
  readonly audience: string
  readonly accessTokenSeconds: number
  readonly scopes: readonly string[]
}

/** Which sign-on policy an application uses; the lowest priority number wins. */
export interface PolicyAssignment extends Identified {
  readonly priority: number
  readonly signOnPolicyId: string
}

/** A sign-on policy: an ordered list of actions. */
export interface SignOnPolicy extends Identified, Dated {
  readonly name: string
  readonly description?: string
  readonly default: boolean
  readonly actions: Table<PolicyAction>
}

/** The kinds of device that can receive a one-time password here. */
export type OtpDeviceType = 'EMAIL' | 'SMS' | 'VOICE'

/** One step of a sign-on policy. */
export type PolicyAction = LoginAction | MfaAction

/** Asks for username and password. */
interface LoginAction extends Identified {
  readonly type: 'LOGIN'
  readonly priority: number
  readonly posted: Posted
}

/** Asks for a one-time password. */
export interface MfaAction extends Identified {
  readonly type: 'MULTI_FACTOR_AUTHENTICATION'
  readonly priority: number
  readonly noDevicesMode: 'BYPASS' | 'BLOCK'
  /** Undefined: the device policy decides. */
  readonly deviceTypes: readonly OtpDeviceType[] | undefined
  /** Undefined: the environment's default one. */
  readonly devicePolicyId: string | undefined
  readonly posted: Posted
}

/** How one-time passwords behave, for each kind of device. */
export interface DevicePolicy extends Identified, Dated {
  readonly name: string
  readonly default: boolean
  readonly methods: Readonly<Record<OtpDeviceType, OtpRules>>
  readonly posted: Posted
}

/** Rules for one kind of device. */
export interface OtpRules {
  readonly enabled: boolean
  readonly otpLength: number
  readonly lifeTimeMs: number
  /** The wrong one-time password with this number locks the device. */
  readonly failureCount: number
  readonly coolDownMs: number
}

/** A group of users. */
export interface Population extends Identified, Dated {
  readonly name: string
  readonly description?: string
  readonly default: boolean
  readonly preferredLanguage: string
}

/** A user. */
export interface User extends Identified, Dated {
  readonly username: string
  readonly email: string
  readonly enabled: boolean
  readonly name: Readonly<Record<string, string>> | undefined
  readonly populationId: string
  readonly mfaEnabled: boolean
  readonly password: Password | undefined
  readonly posted: Posted
  readonly devices: Table<Device>
}

/** A user's password; only its scrypt hash is kept. */
export interface Password {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  readonly forceChange: boolean
  readonly lastChangedAt: string
}

/** Something that receives one-time passwords. */
export interface Device extends Identified, Dated {
  readonly type: OtpDeviceType
  /** The email address or phone number. */
  readonly address: string
  readonly status: 'ACTIVE' | 'ACTIVATION_REQUIRED'
  readonly nickname: string | undefined
  readonly testMode: boolean
  /** Wrong one-time passwords in a row. */
  readonly failures: number
  /** Milliseconds since the epoch; undefined: not locked. */
  readonly lockedUntil: number | undefined
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
