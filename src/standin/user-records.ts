import type { LinkedAccount } from './federation/records.ts'
import type { Dated, DeviceType, Posted } from './records.ts'
import type { Identified, Table } from './table.ts'
import type { Credential } from './webauthn/ceremony.ts'
import type { RelyingParty } from './webauthn/options.ts'

/** Users who belong together: everybody is in one population. */
export interface Population extends Identified, Dated {
  readonly name: string
  readonly description?: string
  readonly default: boolean
  readonly preferredLanguage: string
}

/** A group that users can be members of. */
export interface Group extends Identified, Dated {
  readonly name: string
  readonly populationId: string | undefined
  readonly posted: Posted
}

/** A user. */
export interface User extends Identified, Dated {
  readonly username: string
  readonly email: string
  readonly enabled: boolean
  /** False: the email address has to be verified before the first sign-on ends. */
  readonly isVerified: boolean
  readonly groupIds: readonly string[]
  /** Agreements that the user has consented to. */
  readonly consents: readonly string[]
  /** When progressive profiling last asked for an attribute, in milliseconds since the epoch. */
  readonly profilePrompts: Readonly<Record<string, number>>
  /** Wrong passwords in a row. */
  readonly passwordFailures: number
  /** Milliseconds since the epoch; undefined: not locked. */
  readonly lockedUntil: number | undefined
  /** What was sent to recover a password. */
  readonly recoveryCode: SentCode | undefined
  /** What was sent to verify the email address. */
  readonly verificationCode: SentCode | undefined
  /** What was sent to whoever is invited, until it is accepted. */
  readonly invitation: Invitation | undefined
  readonly name: Readonly<Record<string, string>> | undefined
  readonly populationId: string
  readonly mfaEnabled: boolean
  readonly password: Password | undefined
  readonly posted: Posted
  readonly devices: Table<Device>
  /** Browsers in which the user is not asked for a second factor. */
  readonly browsers: Table<RememberedBrowser>
  readonly pairingKeys: Table<PairingKey>
  readonly linkedAccounts: Table<LinkedAccount>
}

/** What passwords have to be like. */
export interface PasswordPolicy extends Identified, Dated {
  readonly name: string
  readonly default: boolean
  readonly length: { readonly min: number; readonly max: number }
  readonly lockout: { readonly failureCount: number; readonly durationSeconds: number }
  /** Older passwords have to be changed; undefined: they never grow old. */
  readonly maxAgeDays: number | undefined
  readonly posted: Posted
}

/** A user's password; only its scrypt hash is kept. */
export interface Password {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  readonly forceChange: boolean
  readonly lastChangedAt: string
}

/** A code that was sent to somebody. */
export interface SentCode {
  readonly value: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** An invitation by email. */
interface Invitation extends SentCode {
  /** The page that the message leads to. */
  readonly acceptUrl: string
}

/** Something that proves who a user is. */
export interface Device extends Identified, Dated {
  readonly type: DeviceType
  /** The email address or phone number; empty for apps. */
  readonly address: string
  /** Of an authenticator app: what it makes its passwords from, in Base32. */
  readonly secret: string | undefined
  /** Of an authenticator app: the time step of the last password, which works once. */
  readonly usedStep: number
  /** Of a mobile application: its id. */
  readonly applicationId: string | undefined
  /** Of FIDO2: whose credentials it keeps. */
  readonly rp: RelyingParty | undefined
  /** Of FIDO2: once it is paired. */
  readonly credential: Credential | undefined
  /** What activates it; undefined: nothing was sent. */
  readonly activation: SentCode | undefined
  /** ISO 8601 UTC; undefined: not blocked. */
  readonly blockedAt: string | undefined
  readonly status: 'ACTIVE' | 'ACTIVATION_REQUIRED'
  readonly nickname: string | undefined
  readonly testMode: boolean
  /** Wrong one-time passwords in a row. */
  readonly failures: number
  /** Milliseconds since the epoch; undefined: not locked. */
  readonly lockedUntil: number | undefined
}

/** A browser that is remembered after MFA. */
export interface RememberedBrowser extends Identified, Dated {
  /** What its cookie has. */
  readonly secret: string
  /** What the Signals SDK said about it. */
  readonly payload: string
  /** Undefined: in any session. */
  readonly sessionId: string | undefined
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** A code that a mobile application pairs itself with. */
export interface PairingKey extends Identified, Dated {
  readonly code: string
  readonly applicationIds: readonly string[]
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly isClaimed: boolean
}
