import type { ExternalAccount } from '../federation/records.ts'
import type { PolicyAction } from '../policy-records.ts'
import type { Expiring } from '../table.ts'
import type { SentCode } from '../user-records.ts'

/** One sign-on in progress. */
export interface Flow extends Expiring {
  readonly applicationId: string
  /** The name of the sign-on policy: the tokens' `acr`. */
  readonly policyName: string
  readonly request: AuthorizationRequest
  /** Of a flow about a device that asks for tokens. */
  readonly device: DeviceGrant | undefined
  /** ISO 8601 UTC. */
  readonly createdAt: string
  readonly sessionId: string
  /** Known after the first action, or from a login_hint_token. */
  readonly userId: string | undefined
  /** Who has signed on at an identity provider, until it is known who that is here. */
  readonly external: ExternalAccount | undefined
  /** RFC 8176 values of the completed actions, and `ext`: at an identity provider. */
  readonly amr: readonly string[]
  /** Whether progressive profiling has asked for something. */
  readonly isProfiled: boolean
  /** Actions of the policy that are still to do, the current one first. */
  readonly actions: readonly PolicyAction[]
  /** All that were to do when the flow began. */
  readonly openingActions: readonly PolicyAction[]
  readonly state: FlowState
}

/** Where a flow stands. Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1.html */
export type FlowState =
  | { readonly status: NobodyStatus }
  | { readonly status: UserStatus; readonly userId: string }
  | { readonly status: 'OTP_REQUIRED'; readonly userId: string; readonly challenge: Challenge }
  | { readonly status: 'ASSERTION_REQUIRED'; readonly userId: string; readonly assertion: Assertion }
  | { readonly status: PushStatus; readonly userId: string; readonly push: Push }
  | {
      readonly status: 'COMPLETED'
      readonly userId: string
      /** Seconds since the epoch. */
      readonly authTime: number
      /** Once the resume endpoint has issued it. */
      readonly answer: AuthorizeAnswer | undefined
    }
  | { readonly status: 'FAILED'; readonly userId: string; readonly failure: FlowFailure }

/** Somebody has to say who they are. */
type NobodyStatus =
  | 'USERNAME_PASSWORD_REQUIRED'
  | 'SIGN_ON_REQUIRED'
  | 'EXTERNAL_AUTHENTICATION_REQUIRED'
  | 'ACCOUNT_CONFIRMATION_REQUIRED'
  | 'ACCOUNT_LINKING_REQUIRED'

/** A known user has to do something. */
type UserStatus =
  | 'PASSWORD_REQUIRED'
  | 'MUST_CHANGE_PASSWORD'
  | 'PASSWORD_EXPIRED'
  | 'RECOVERY_CODE_REQUIRED'
  | 'VERIFICATION_CODE_REQUIRED'
  | 'DEVICE_SELECTION_REQUIRED'
  | 'AGREEMENT_CONSENT_REQUIRED'
  | 'PROFILE_DATA_REQUIRED'
  | 'DAG_USER_CODE_REQUIRED'
  | 'DAG_CONSENT_REQUIRED'

type PushStatus = 'PUSH_CONFIRMATION_REQUIRED' | 'PUSH_CONFIRMATION_TIMED_OUT'

/** Why a flow has come to nothing. */
export interface FlowFailure {
  readonly code: string
  readonly message: string
  readonly unavailableDevices?: readonly { readonly id: string }[]
}

/** Parameters of an authorization response. */
export type AuthorizeAnswer = Readonly<Record<string, string>>

/** The name of a state. */
export type FlowStatus = FlowState['status']

/** A one-time password that is waited for. */
export interface Challenge {
  readonly deviceId: string
  /** Undefined: the device makes it itself. */
  readonly sent: SentCode | undefined
  /** True after the failure that locked the device: from then on only a new one-time password helps. */
  readonly spent: boolean
  /** Wrong ones for this very challenge. */
  readonly failures: number
}

/** A question that an authenticator has to answer. */
interface Assertion {
  readonly deviceId: string
  readonly challenge: SentCode
}

/** A question that a mobile application was sent. */
interface Push {
  readonly deviceId: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** A device that a user decides about. Source: RFC 8628. */
export interface DeviceGrant {
  /** As the address had it that started the flow, or as it was typed. */
  readonly userCode: string | undefined
  /** Once the user code was verified. */
  readonly deviceCode: string | undefined
}

/** What the client asked of /as/authorize, checked. */
export interface AuthorizationRequest {
  readonly responseMode: 'pi.flow' | 'query' | 'fragment' | 'form_post'
  /** Any of `code`, `token` and `id_token`. */
  readonly responseTypes: readonly string[]
  readonly redirectUri: string
  readonly scope: string
  readonly state: string | undefined
  readonly nonce: string | undefined
  readonly codeChallenge: string | undefined
  readonly template: NotificationTemplate | undefined
  /** What a FIDO2 device has to sign, in Base64url: the claim `pi.webAuthn` of the request object. */
  readonly webAuthnChallenge: string | undefined
  /** From a login_hint_token: the id or name of the user. */
  readonly loginHint: string | undefined
}

/** The notification that carries the one-time password: the claim `pi.template` of the request object. */
export interface NotificationTemplate {
  readonly name: string
  readonly variant: string | undefined
  readonly variables: Readonly<Record<string, string>>
}
