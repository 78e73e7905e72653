import type { Dated, DeviceType, Posted } from './records.ts'
import type { Identified, Table } from './table.ts'

/** A sign-on policy: an ordered list of actions. */
export interface SignOnPolicy extends Identified, Dated {
  readonly name: string
  readonly description?: string
  readonly default: boolean
  readonly actions: Table<PolicyAction>
}

/** One step of a sign-on policy. */
export type PolicyAction = ActionBasis & ActionKind

/** What all steps have. */
interface ActionBasis extends Identified {
  readonly priority: number
  readonly posted: Posted
}

/** What a step asks for. */
export type ActionKind = LoginKind | ProviderKind | MfaKind | AgreementKind | ProfilingKind

/** A step that finds out who somebody is. */
export type SignOnAction = ActionBasis & (LoginKind | ProviderKind)

/** A step that asks for a second factor. */
export type MfaAction = ActionBasis & MfaKind

/** A step that asks for data. */
export type ProfilingAction = ActionBasis & ProfilingKind

/** Asks for username and password; identifier first: for one after the other. */
export interface LoginKind extends SignOn {
  readonly type: 'LOGIN' | 'IDENTIFIER_FIRST'
}

/** Sends to an identity provider, the only one of `providerIds`. */
export interface ProviderKind extends SignOn {
  readonly type: 'IDENTITY_PROVIDER'
}

/** What is there to sign on with. */
interface SignOn {
  /** Whether a forgotten password can be set anew. */
  readonly hasRecovery: boolean
  /** Whether somebody new can register. */
  readonly hasRegistration: boolean
  /** Where they go; undefined: the default population. */
  readonly populationId: string | undefined
  /** Identity providers that can be signed on at instead. */
  readonly providerIds: readonly string[]
  /** Whether who comes from there has to confirm what it says. */
  readonly confirmsAttributes: boolean
}

/** Asks for consent to an agreement. */
interface AgreementKind {
  readonly type: 'AGREEMENT'
  readonly agreementId: string
}

/** Asks for a one-time password or an approval. */
export interface MfaKind {
  readonly type: 'MULTI_FACTOR_AUTHENTICATION'
  readonly noDevicesMode: 'BYPASS' | 'BLOCK'
  /** Undefined: the device policy decides. */
  readonly deviceTypes: readonly DeviceType[] | undefined
  /** Undefined: the environment's default one. */
  readonly devicePolicyId: string | undefined
}

/** Asks for what is missing in the profile of the user. */
export interface ProfilingKind {
  readonly type: 'PROGRESSIVE_PROFILING'
  readonly attributes: readonly ProfileAttribute[]
  readonly promptText: string
  /** Who has been asked is not asked again for so long, unless something is required. */
  readonly promptIntervalSeconds: number
  /** Whether one such action in a flow is enough. */
  readonly isOncePerFlow: boolean
}

/** An attribute of users, like `mobilePhone` or `name.family`. */
export interface ProfileAttribute {
  readonly name: string
  readonly required: boolean
}
