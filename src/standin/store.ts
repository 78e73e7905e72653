import { randomUUID } from 'node:crypto'
import { timestamp } from './clock.ts'
import {
  ADMIN_APPLICATION_ID,
  ADMIN_APPLICATION_SECRET,
  ADMIN_ENVIRONMENT_ID,
  fixedId,
  SANDBOX_ENVIRONMENT_ID,
} from './ids.ts'
import type { SignOnPolicy } from './policy-records.ts'
import type { Application, DevicePolicy, NotificationPolicy, OtpRules } from './records.ts'
import { ROLES } from './roles.ts'
import { Table } from './table.ts'
import type { PasswordPolicy } from './user-records.ts'
import type { Environment, World } from './world.ts'

/** Notification templates that can carry a one-time password. */
const TEMPLATES = [
  'transaction',
  'strong_authentication',
  'verification_code_template',
  'recovery_code_template',
  'device_pairing',
  'general',
]

/** A mobile application is waited for this long. Source: OpenAPI schema of PingOne, `pushTimeout`. */
export const PUSH_MS = 40_000

/** What comes and goes with every sign-on is kept up to this many. */
export const CAPACITY = 5000

/** What PingOne gives an application that says nothing else. Source: OpenAPI schema of PingOne, ApplicationOIDC. */
export const APPLICATION_DEFAULTS = {
  postLogoutRedirectUris: [],
  parRequirement: 'OPTIONAL',
  parTimeoutSeconds: 60,
  deviceTimeoutSeconds: 600,
  devicePollingSeconds: 5,
  refreshTokenSeconds: 2_592_000,
} as const

/** What an environment is made with. */
type Basis = Pick<World, 'clock' | 'newKey'>

/** The two environments that exist at the start: the admin one with its worker application, and the sandbox. */
export function createEnvironments(world: Basis): readonly Environment[] {
  const organizationId = randomUUID()
  const worker = workerApplication(timestamp(world.clock), organizationId)
  return [
    createEnvironment(world, { id: ADMIN_ENVIRONMENT_ID, name: 'Administrators', organizationId }, [worker]),
    createEnvironment(world, { id: SANDBOX_ENVIRONMENT_ID, name: 'Sandbox', organizationId }, []),
  ]
}

/** A new environment with what PingOne gives every one: a population, a sign-on policy, a device policy. */
export function createEnvironment(
  { clock, newKey }: Basis,
  identity: Pick<Environment, 'id' | 'name' | 'organizationId'>,
  applications: readonly Application[],
): Environment {
  const now = timestamp(clock)
  return {
    ...identity,
    description: 'An environment of the PingOne stand-in',
    type: identity.id === ADMIN_ENVIRONMENT_ID ? 'PRODUCTION' : 'SANDBOX',
    region: 'NA',
    licenseId: randomUUID(),
    keyRotationPolicyId: randomUUID(),
    themeId: randomUUID(),
    createdAt: now,
    updatedAt: now,
    keys: new Table(),
    firstKey: once(newKey),
    applications: new Table(applications),
    signOnPolicies: new Table([defaultSignOnPolicy(now)]),
    devicePolicies: new Table([defaultDevicePolicy(now)]),
    notificationPolicies: new Table([defaultNotificationPolicy(now)]),
    deliveries: new Table([], CAPACITY),
    passwordPolicies: new Table([standardPasswordPolicy(now)]),
    populations: new Table([
      {
        id: randomUUID(),
        name: 'Default',
        description: 'Automatically created population.',
        default: true,
        preferredLanguage: 'en',
        createdAt: now,
        updatedAt: now,
      },
    ]),
    groups: new Table(),
    users: new Table(),
    templates: new Map(TEMPLATES.map((name) => [name, new Table()])),
    flows: new Table([], CAPACITY),
    deviceAuthentications: new Table([], CAPACITY),
    resources: new Table(),
    scopes: new Table(),
    agreements: new Table(),
    identityProviders: new Table(),
    externalAuthentications: new Table([], CAPACITY),
    sessions: new Table([], CAPACITY),
    pushedRequests: new Table([], CAPACITY),
    entities: new Map(),
  }
}

/** The same promise, however often it is asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function workerApplication(now: string, organizationId: string): Application {
  return {
    id: ADMIN_APPLICATION_ID,
    name: 'Administration worker',
    enabled: true,
    type: 'WORKER',
    secret: ADMIN_APPLICATION_SECRET,
    grantTypes: ['CLIENT_CREDENTIALS'],
    responseTypes: [],
    redirectUris: [],
    tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
    pkceEnforcement: 'OPTIONAL',
    supportUnsignedRequestObject: false,
    requireSignedRequestObject: false,
    ...APPLICATION_DEFAULTS,
    createdAt: now,
    updatedAt: now,
    posted: { protocol: 'OPENID_CONNECT' },
    assignments: new Table(),
    grants: new Table(),
    roles: new Table(
      ROLES.filter(({ name }) => !name.endsWith('Read Only')).map((role) => ({
        id: fixedId('assignment', role.name),
        roleId: role.id,
        scope: { id: organizationId, type: 'ORGANIZATION' },
      })),
    ),
  }
}

function defaultSignOnPolicy(now: string): SignOnPolicy {
  return {
    id: randomUUID(),
    name: 'Single_Factor',
    description: 'Username and password',
    default: true,
    createdAt: now,
    updatedAt: now,
    actions: new Table([
      {
        id: randomUUID(),
        type: 'LOGIN',
        priority: 1,
        hasRecovery: true,
        hasRegistration: false,
        populationId: undefined,
        providerIds: [],
        confirmsAttributes: false,
        posted: {},
      },
    ]),
  }
}

/** Source: a password of PingOne's reference with `expand=passwordPolicy`. */
function standardPasswordPolicy(now: string): PasswordPolicy {
  return {
    id: randomUUID(),
    name: 'Standard',
    default: true,
    length: { min: 8, max: 255 },
    lockout: { failureCount: 5, durationSeconds: 900 },
    maxAgeDays: undefined,
    createdAt: now,
    updatedAt: now,
    posted: {},
  }
}

/**
 * Three failures, no cool-down, 30 minutes; apps cool down for two minutes, and authenticator apps are off; FIDO2 is on, which is inferred.
 * Source: the sample policy of Ping's workflow "MFA Transaction Approval using SMS"; for the apps "Login with an authenticator app".
 */
function defaultDevicePolicy(now: string): DevicePolicy {
  const rules: OtpRules = { enabled: true, otpLength: 6, lifeTimeMs: 30 * 60_000, failureCount: 3, coolDownMs: 0 }
  const app: OtpRules = { ...rules, lifeTimeMs: PUSH_MS, coolDownMs: 2 * 60_000 }
  return {
    id: randomUUID(),
    name: 'Default MFA Policy',
    default: true,
    createdAt: now,
    updatedAt: now,
    deviceSelection: 'DEFAULT_TO_FIRST',
    methods: { EMAIL: rules, SMS: rules, VOICE: rules, TOTP: { ...app, enabled: false }, MOBILE: app, FIDO2: app },
    rememberMs: undefined,
    notificationPolicyId: undefined,
    posted: {},
  }
}

/** Source of the numbers: docs.pingidentity.com, "Platform limits": 50 SMS and 50 emails a day for each user. */
function defaultNotificationPolicy(now: string): NotificationPolicy {
  return {
    id: randomUUID(),
    name: 'Default Notification Policy',
    default: true,
    createdAt: now,
    updatedAt: now,
    quotas: [
      { type: 'USER', deliveryMethods: ['SMS', 'Voice'], total: 50 },
      { type: 'USER', deliveryMethods: ['Email'], total: 50 },
    ],
    coolDowns: {},
    posted: {},
  }
}
