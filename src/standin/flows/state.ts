import type { PolicyAction } from '../records.ts'
import type { Expiring } from '../table.ts'

/** One sign-on in progress. */
export interface Flow extends Expiring {
  readonly applicationId: string
  /** The name of the sign-on policy: the tokens' `acr`. */
  readonly policyName: string
  readonly request: AuthorizationRequest
  /** ISO 8601 UTC. */
  readonly createdAt: string
  readonly sessionId: string
  /** Known after the first action, or from a login_hint_token. */
  readonly userId: string | undefined
  /** RFC 8176 values of the completed actions. */
  readonly amr: readonly string[]
  /** Actions of the policy that are still to do, the current one first. */
  readonly actions: readonly PolicyAction[]
  readonly state: FlowState
}

/** Where a flow stands. */
export type FlowState =
  | { readonly status: 'USERNAME_PASSWORD_REQUIRED' | 'SIGN_ON_REQUIRED' }
  | { readonly status: 'OTP_REQUIRED'; readonly userId: string; readonly challenge: Challenge }
  | {
      readonly status: 'COMPLETED'
      readonly userId: string
      /** Seconds since the epoch. */
      readonly authTime: number
      /** Once the resume endpoint has issued it. */
      readonly answer: AuthorizeAnswer | undefined
    }
  | { readonly status: 'FAILED'; readonly userId: string; readonly unavailableDevices: readonly string[] }

/** Parameters of an authorization response. */
export type AuthorizeAnswer = Readonly<Record<string, string>>

/** The name of a state. */
export type FlowStatus = FlowState['status']

/** A one-time password that was sent. */
export interface Challenge {
  readonly deviceId: string
  readonly otp: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  /** True after the failure that locked the device: from then on only a new one-time password helps. */
  readonly spent: boolean
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
  /** From a login_hint_token: the id or name of the user. */
  readonly loginHint: string | undefined
}

/** The notification that carries the one-time password: the claim `pi.template` of the request object. */
export interface NotificationTemplate {
  readonly name: string
  readonly variant: string | undefined
  readonly variables: Readonly<Record<string, string>>
}
