import { CONTROL_ROUTES } from './control/routes.ts'
import type { Route } from './endpoint.ts'
import { authorize } from './flows/authorize.ts'
import { performAction, readFlow } from './flows/perform.ts'
import { pushRequest } from './flows/pushed-request.ts'
import { resume } from './flows/resume.ts'
import { applications, readSecret } from './management/applications.ts'
import { devicePolicies, keepUsedDevicePolicy } from './management/device-policies.ts'
import { devices } from './management/devices.ts'
import { listEnvironments, readEnvironment } from './management/environments.ts'
import { readMfaEnabled, setMfaEnabled } from './management/mfa-enabled.ts'
import { readPassword, setPassword } from './management/passwords.ts'
import { keepUsedPopulation, populations } from './management/populations.ts'
import { create, list, read, remove } from './management/resource.ts'
import { keepUsedPolicy, signOnPolicies } from './management/sign-on-policies.ts'
import { signOnPolicyActions } from './management/sign-on-policy-actions.ts'
import { signOnPolicyAssignments } from './management/sign-on-policy-assignments.ts'
import { templateContents } from './management/template-contents.ts'
import { users } from './management/users.ts'
import { authorizeDevice, devicePage, submitDevicePage } from './oidc/device.ts'
import { discovery, jwks } from './oidc/discovery.ts'
import { signoff } from './oidc/signoff.ts'
import { token } from './oidc/token-endpoint.ts'
import { introspect, revoke } from './oidc/token-state.ts'
import { userinfo } from './oidc/userinfo.ts'

const ENVIRONMENT = '/v1/environments/:environmentID'
const APPLICATION = `${ENVIRONMENT}/applications/:applicationID`
const POLICY = `${ENVIRONMENT}/signOnPolicies/:policyID`
const USER = `${ENVIRONMENT}/users/:userID`
const CONTENTS = `${ENVIRONMENT}/templates/:templateName/contents`

/** Every address of the stand-in, in the order of PingOne's API index. */
export const ROUTES: readonly Route[] = Object.freeze<Route[]>([
  // Auth host: OpenID Connect
  ['GET', '/:environmentID/as/authorize', authorize],
  ['POST', '/:environmentID/as/authorize', authorize],
  ['GET', '/:environmentID/as/resume', resume],
  ['POST', '/:environmentID/as/par', pushRequest],
  ['POST', '/:environmentID/as/token', token],
  ['POST', '/:environmentID/as/introspect', introspect],
  ['POST', '/:environmentID/as/revoke', revoke],
  ['GET', '/:environmentID/as/userinfo', userinfo],
  ['POST', '/:environmentID/as/userinfo', userinfo],
  ['GET', '/:environmentID/as/signoff', signoff],
  ['POST', '/:environmentID/as/signoff', signoff],
  ['GET', '/:environmentID/as/jwks', jwks],
  ['GET', '/:environmentID/as/.well-known/openid-configuration', discovery],
  ['POST', '/:environmentID/as/device_authorization', authorizeDevice],
  ['GET', '/:environmentID/device', devicePage],
  ['POST', '/:environmentID/device', submitDevicePage],

  // Auth host: flows
  ['GET', '/:environmentID/flows/:flowID', readFlow],
  ['POST', '/:environmentID/flows/:flowID', performAction],

  // Environments
  ['GET', '/v1/environments', listEnvironments],
  ['GET', ENVIRONMENT, readEnvironment],

  // Applications
  ['GET', `${ENVIRONMENT}/applications`, list(applications)],
  ['POST', `${ENVIRONMENT}/applications`, create(applications)],
  ['GET', APPLICATION, read(applications)],
  ['DELETE', APPLICATION, remove(applications)],
  ['GET', `${APPLICATION}/secret`, readSecret],
  ['GET', `${APPLICATION}/signOnPolicyAssignments`, list(signOnPolicyAssignments)],
  ['POST', `${APPLICATION}/signOnPolicyAssignments`, create(signOnPolicyAssignments)],
  ['GET', `${APPLICATION}/signOnPolicyAssignments/:assignmentID`, read(signOnPolicyAssignments)],
  ['DELETE', `${APPLICATION}/signOnPolicyAssignments/:assignmentID`, remove(signOnPolicyAssignments)],

  // Sign-on policies
  ['GET', `${ENVIRONMENT}/signOnPolicies`, list(signOnPolicies)],
  ['POST', `${ENVIRONMENT}/signOnPolicies`, create(signOnPolicies)],
  ['GET', POLICY, read(signOnPolicies)],
  ['DELETE', POLICY, remove(signOnPolicies, keepUsedPolicy)],
  ['GET', `${POLICY}/actions`, list(signOnPolicyActions)],
  ['POST', `${POLICY}/actions`, create(signOnPolicyActions)],
  ['GET', `${POLICY}/actions/:actionID`, read(signOnPolicyActions)],
  ['DELETE', `${POLICY}/actions/:actionID`, remove(signOnPolicyActions)],

  // Device authentication policies
  ['GET', `${ENVIRONMENT}/deviceAuthenticationPolicies`, list(devicePolicies)],
  ['POST', `${ENVIRONMENT}/deviceAuthenticationPolicies`, create(devicePolicies)],
  ['GET', `${ENVIRONMENT}/deviceAuthenticationPolicies/:devicePolicyID`, read(devicePolicies)],
  [
    'DELETE',
    `${ENVIRONMENT}/deviceAuthenticationPolicies/:devicePolicyID`,
    remove(devicePolicies, keepUsedDevicePolicy),
  ],

  // Notification templates
  ['GET', CONTENTS, list(templateContents)],
  ['POST', CONTENTS, create(templateContents)],
  ['GET', `${CONTENTS}/:contentID`, read(templateContents)],
  ['DELETE', `${CONTENTS}/:contentID`, remove(templateContents)],

  // Populations
  ['GET', `${ENVIRONMENT}/populations`, list(populations)],
  ['POST', `${ENVIRONMENT}/populations`, create(populations)],
  ['GET', `${ENVIRONMENT}/populations/:populationID`, read(populations)],
  ['DELETE', `${ENVIRONMENT}/populations/:populationID`, remove(populations, keepUsedPopulation)],

  // Users
  ['GET', `${ENVIRONMENT}/users`, list(users)],
  ['POST', `${ENVIRONMENT}/users`, create(users)],
  ['GET', USER, read(users)],
  ['DELETE', USER, remove(users)],
  ['GET', `${USER}/password`, readPassword],
  ['PUT', `${USER}/password`, setPassword],
  ['GET', `${USER}/mfaEnabled`, readMfaEnabled],
  ['PUT', `${USER}/mfaEnabled`, setMfaEnabled],
  ['GET', `${USER}/devices`, list(devices)],
  ['POST', `${USER}/devices`, create(devices)],
  ['GET', `${USER}/devices/:deviceID`, read(devices)],
  ['DELETE', `${USER}/devices/:deviceID`, remove(devices)],

  // The stand-in's own: PingOne has no such thing
  ...CONTROL_ROUTES,
])
