import { randomBytes, randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { type Checked, check, flag, integer, listOf, oneOf, optional, text } from '../check.ts'
import { type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { links, type View } from '../hal.ts'
import type { Application } from '../records.ts'
import { APPLICATION_DEFAULTS } from '../store.ts'
import { Table } from '../table.ts'
import { type Draft, existing, home, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, ApplicationOIDC. */
const SHAPE = {
  enabled: flag(),
  name: text({ maximum: 256 }),
  type: oneOf('WEB_APP', 'NATIVE_APP', 'SINGLE_PAGE_APP', 'WORKER', 'SERVICE', 'CUSTOM_APP'),
  protocol: oneOf('OPENID_CONNECT'),
  tokenEndpointAuthMethod: oneOf(
    'NONE',
    'CLIENT_SECRET_BASIC',
    'CLIENT_SECRET_POST',
    'PRIVATE_KEY_JWT',
    'CLIENT_SECRET_JWT',
  ),
  grantTypes: optional(
    listOf(
      oneOf(
        'AUTHORIZATION_CODE',
        'IMPLICIT',
        'REFRESH_TOKEN',
        'CLIENT_CREDENTIALS',
        'DEVICE_CODE',
        'TOKEN_EXCHANGE',
        'CIBA',
      ),
    ),
  ),
  responseTypes: optional(listOf(oneOf('TOKEN', 'ID_TOKEN', 'CODE'))),
  redirectUris: optional(listOf(text())),
  postLogoutRedirectUris: optional(listOf(text())),
  pkceEnforcement: optional(oneOf('OPTIONAL', 'REQUIRED', 'S256_REQUIRED')),
  assignActorRoles: optional(flag()),
  supportUnsignedRequestObject: optional(flag()),
  requireSignedRequestObject: optional(flag()),
  jwks: optional(text()),
  jwksUrl: optional(text()),
  deviceTimeout: optional(integer({ minimum: 1, maximum: 3600 })),
  devicePollingInterval: optional(integer({ minimum: 1, maximum: 60 })),
  parTimeout: optional(integer({ minimum: 1, maximum: 600 })),
  parRequirement: optional(oneOf('OPTIONAL', 'REQUIRED')),
  refreshTokenDuration: optional(integer({ minimum: 60, maximum: 2_147_483_647 })),
}

/** What PingOne fills in. Source: OpenAPI schema, and the 201 sample of Ping's workflow "Transaction approval", step 1. */
const DEFAULTS = {
  hiddenFromAppPortal: false,
  assignActorRoles: false,
  requestScopesForMultipleResourcesEnabled: false,
  deviceTimeout: 600,
  idpSignoff: false,
  additionalRefreshTokenReplayProtectionEnabled: true,
  parRequirement: 'OPTIONAL',
  devicePollingInterval: 5,
  parTimeout: 60,
}

/** `/applications`. */
export const applications: Resource<Application> = {
  plural: 'applications',
  param: 'applicationID',
  table: (scene) => scene.environment.applications,
  href: (scene) => `${home(scene)}/applications`,
  make: makeApplication,
  view: viewApplication,
}

/** GET `/applications/{id}/secret`. */
export const readSecret: Endpoint = forWorkers((scene) =>
  secretOf(existing(scene.environment.applications, scene, applications.param), scene),
)

/** POST `/applications/{id}/secret`: a new one; the old one is void at once. */
export const rotateSecret: Endpoint = forWorkers((scene) => {
  const application = existing(scene.environment.applications, scene, applications.param)
  return secretOf(scene.environment.applications.put({ ...application, secret: newSecret() }), scene)
})

function secretOf(application: Application, scene: Scene): Reply {
  const href = `${applications.href(scene)}/${application.id}`
  return ok({
    _links: links({ self: `${href}/secret`, environment: home(scene), application: href }),
    environment: { id: scene.environment.id },
    secret: application.secret,
  })
}

function newSecret(): string {
  return randomBytes(48).toString('base64url')
}

function makeApplication(
  { posted, createdAt, updatedAt }: Draft,
  { actor }: Scene,
  current?: Application,
): Application {
  const checked = check(SHAPE, posted)
  const { jwks, jwksUrl } = checked
  const supportUnsignedRequestObject = checked.supportUnsignedRequestObject ?? false
  const requireSignedRequestObject = checked.requireSignedRequestObject ?? false
  if (supportUnsignedRequestObject && requireSignedRequestObject) {
    throw invalidValue('requireSignedRequestObject', 'must not be true together with supportUnsignedRequestObject')
  }
  const redirectUris = checked.redirectUris ?? []
  const unusable = redirectUris.findIndex((uri) => !isRedirectUri(uri))
  if (unusable !== -1) throw invalidValue(`redirectUris[${unusable}]`, 'must be an absolute URI without a fragment')
  if (jwksUrl !== undefined && !/^https:\/\//i.test(jwksUrl)) throw invalidValue('jwksUrl', 'must be an https URL')
  if (jwks !== undefined && !isKeySet(jwks)) throw invalidValue('jwks', 'must be a JSON Web Key Set')
  if (checked.tokenEndpointAuthMethod === 'NONE' && ['WORKER', 'SERVICE'].includes(checked.type)) {
    throw invalidValue('tokenEndpointAuthMethod', `must not be NONE for an application of type ${checked.type}`)
  }
  const inherited = checked.assignActorRoles === true ? (actor?.roles.rows() ?? []) : []
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name: checked.name,
    enabled: checked.enabled,
    type: checked.type,
    secret: current?.secret ?? newSecret(),
    grantTypes: checked.grantTypes ?? [],
    responseTypes: checked.responseTypes ?? [],
    redirectUris,
    tokenEndpointAuthMethod: checked.tokenEndpointAuthMethod,
    pkceEnforcement: checked.pkceEnforcement ?? 'OPTIONAL',
    supportUnsignedRequestObject,
    requireSignedRequestObject,
    ...(jwks === undefined ? {} : { jwks }),
    ...(jwksUrl === undefined ? {} : { jwksUrl }),
    ...lifetimes(checked),
    posted,
    assignments: current?.assignments ?? new Table(),
    grants: current?.grants ?? new Table(),
    roles: current?.roles ?? new Table(inherited.map((role) => ({ ...role, id: randomUUID() }))),
  }
}

function lifetimes(checked: Checked<typeof SHAPE>): Pick<Application, keyof typeof APPLICATION_DEFAULTS> {
  return {
    postLogoutRedirectUris: checked.postLogoutRedirectUris ?? APPLICATION_DEFAULTS.postLogoutRedirectUris,
    parRequirement: checked.parRequirement ?? APPLICATION_DEFAULTS.parRequirement,
    parTimeoutSeconds: checked.parTimeout ?? APPLICATION_DEFAULTS.parTimeoutSeconds,
    deviceTimeoutSeconds: checked.deviceTimeout ?? APPLICATION_DEFAULTS.deviceTimeoutSeconds,
    devicePollingSeconds: checked.devicePollingInterval ?? APPLICATION_DEFAULTS.devicePollingSeconds,
    refreshTokenSeconds: checked.refreshTokenDuration ?? APPLICATION_DEFAULTS.refreshTokenSeconds,
  }
}

/** A browser must be able to go there, and must not run it; the URI must fit into a Location header. */
function isRedirectUri(uri: string): boolean {
  return (
    URL.canParse(uri) &&
    /^[!-~]+$/.test(uri) &&
    !uri.includes('#') &&
    !/^(javascript|data|vbscript|file|blob|about):/i.test(uri)
  )
}

function isKeySet(json: string): boolean {
  try {
    const set: unknown = JSON.parse(json)
    return typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys)
  } catch {
    // No JSON is no key set either.
    return false
  }
}

function viewApplication(application: Application, self: string, scene: Scene): View {
  const { environment } = scene
  return {
    _links: links({
      self,
      environment: home(scene),
      metadata: `${self}/metadata`,
      attributes: `${self}/attributes`,
      secret: `${self}/secret`,
      grants: `${self}/grants`,
      keyRotationPolicy: `${home(scene)}/keyRotationPolicies/${environment.keyRotationPolicyId}`,
    }),
    ...DEFAULTS,
    ...application.posted,
    environment: { id: environment.id },
    id: application.id,
    name: application.name,
    enabled: application.enabled,
    type: application.type,
    createdAt: application.createdAt,
    updatedAt: application.updatedAt,
    clientId: application.id,
    responseTypes: application.responseTypes,
    pkceEnforcement: application.pkceEnforcement,
    redirectUris: application.redirectUris,
    grantTypes: application.grantTypes,
    tokenEndpointAuthMethod: application.tokenEndpointAuthMethod,
    signing: { keyRotationPolicy: { id: environment.keyRotationPolicyId } },
  }
}
