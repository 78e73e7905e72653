import type { Dated, Posted } from '../records.ts'
import type { Expiring, Identified, Table } from '../table.ts'

/** Where users sign on instead of here. */
export interface IdentityProvider extends Identified, Dated {
  readonly name: string
  readonly enabled: boolean
  readonly type: 'OPENID_CONNECT'
  readonly clientId: string
  readonly clientSecret: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userInfoEndpoint: string | undefined
  readonly jwksEndpoint: string
  readonly issuer: string
  readonly scopes: readonly string[]
  readonly tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC' | 'CLIENT_SECRET_POST' | 'NONE'
  readonly attributes: Table<ProviderAttribute>
  readonly posted: Posted
}

/** What of a provider's user becomes what of ours. */
export interface ProviderAttribute extends Identified, Dated {
  /** Of our users, like `email` or `name.given`. */
  readonly name: string
  /** `${providerAttributes.email}`. */
  readonly value: string
  readonly update: AttributeUpdate
  /** The core one stays. */
  readonly isCore: boolean
}

/** When a mapped value takes the place of what is there. */
type AttributeUpdate = 'EMPTY_ONLY' | 'ALWAYS'

/** A sign-on at a provider that a browser was sent to; the id is the `state`. */
export interface ExternalAuthentication extends Expiring {
  readonly flowId: string
  readonly providerId: string
  readonly nonce: string
  readonly redirectUri: string
}

/** Who has signed on at a provider. */
export interface ExternalAccount {
  readonly providerId: string
  /** The provider's `sub`. */
  readonly externalId: string
  readonly attributes: readonly ExternalAttribute[]
}

/** A value that a provider has for an attribute of ours. */
export interface ExternalAttribute {
  readonly name: string
  readonly value: string
  readonly update: AttributeUpdate
}

/** That a user of ours and one of a provider are the same person. */
export interface LinkedAccount extends Identified {
  readonly providerId: string
  readonly externalId: string
}
