import type { Route } from '../endpoint.ts'
import type { Identified } from '../table.ts'
import { agreements, keepUsedAgreement } from './agreements.ts'
import { applications, readSecret, rotateSecret } from './applications.ts'
import { addDevice, readAnyDevice, removeAnyDevice } from './browsers.ts'
import { actOnDevice, setNickname } from './device-actions.ts'
import { devicePolicies, keepUsedDevicePolicy } from './device-policies.ts'
import { devices, removeDevices } from './devices.ts'
import {
  addEnvironment,
  listEnvironments,
  listLicenses,
  readEnvironment,
  removeEnvironment,
  replaceEnvironment,
} from './environments.ts'
import { grants } from './grants.ts'
import { groups, joinGroup, leaveGroup, listMemberships, quitGroup, readMembership } from './groups.ts'
import { keepCoreAttribute, providerAttributes } from './identity-provider-attributes.ts'
import { identityProviders, keepUsedProvider } from './identity-providers.ts'
import { linkAccount, linkedAccounts } from './linked-accounts.ts'
import { keepUsedNotificationPolicy, notificationPolicies } from './notification-policies.ts'
import { pairingKeys } from './pairing-keys.ts'
import { keepDefaultPasswordPolicy, passwordPolicies } from './password-policies.ts'
import { actOnPassword, readPassword, setPassword } from './passwords.ts'
import { keepUsedPopulation, populations } from './populations.ts'
import { create, list, type Resource, read, remove, replace } from './resource.ts'
import { readResourceSecret, rotateResourceSecret } from './resource-secrets.ts'
import { customResources, customScopes, keepGrantedResource, keepGrantedScope, resources, scopes } from './resources.ts'
import { listRoles, refuseForeignRole, roleAssignments } from './role-assignments.ts'
import { keepUsedPolicy, signOnPolicies } from './sign-on-policies.ts'
import { signOnPolicyActions } from './sign-on-policy-actions.ts'
import { signOnPolicyAssignments } from './sign-on-policy-assignments.ts'
import { templateContents } from './template-contents.ts'
import { listTemplates, readTemplate } from './templates.ts'
import {
  actOnUser,
  addUser,
  readBypass,
  readEnabled,
  readMfaEnabled,
  readUserPopulation,
  setEnabled,
  setMfaEnabled,
  setUserPopulation,
} from './user-state.ts'
import { patchUser, users } from './users.ts'

const ENVIRONMENT = '/v1/environments/:environmentID'
const APPLICATION = `${ENVIRONMENT}/applications/:applicationID`
const USER = `${ENVIRONMENT}/users/:userID`

/** PingOne's management API, in the order of its index. */
export const MANAGEMENT_ROUTES: readonly Route[] = Object.freeze<Route[]>([
  // Organization and environments
  ['GET', '/v1/organizations/:organizationID/licenses', listLicenses],
  ['GET', '/v1/roles', listRoles],
  ['GET', '/v1/environments', listEnvironments],
  ['POST', '/v1/environments', addEnvironment],
  ['GET', ENVIRONMENT, readEnvironment],
  ['PUT', ENVIRONMENT, replaceEnvironment],
  ['DELETE', ENVIRONMENT, removeEnvironment],

  // Applications
  ...collection(`${ENVIRONMENT}/applications`, applications),
  ['GET', `${APPLICATION}/secret`, readSecret],
  ['POST', `${APPLICATION}/secret`, rotateSecret],
  ...collection(`${APPLICATION}/grants`, grants),
  ...collection(`${APPLICATION}/signOnPolicyAssignments`, signOnPolicyAssignments),
  ['GET', `${APPLICATION}/roleAssignments`, list(roleAssignments)],
  ['POST', `${APPLICATION}/roleAssignments`, create(roleAssignments)],
  ['GET', `${APPLICATION}/roleAssignments/:roleAssignmentID`, read(roleAssignments)],
  ['DELETE', `${APPLICATION}/roleAssignments/:roleAssignmentID`, remove(roleAssignments, refuseForeignRole)],

  // Resources and their scopes
  ['GET', `${ENVIRONMENT}/resources`, list(resources)],
  ['POST', `${ENVIRONMENT}/resources`, create(customResources)],
  ['GET', `${ENVIRONMENT}/resources/:resourceID`, read(resources)],
  ['PUT', `${ENVIRONMENT}/resources/:resourceID`, replace(customResources)],
  ['DELETE', `${ENVIRONMENT}/resources/:resourceID`, remove(customResources, keepGrantedResource)],
  ['GET', `${ENVIRONMENT}/resources/:resourceID/secret`, readResourceSecret],
  ['POST', `${ENVIRONMENT}/resources/:resourceID/secret`, rotateResourceSecret],
  ['GET', `${ENVIRONMENT}/resources/:resourceID/scopes`, list(scopes)],
  ['POST', `${ENVIRONMENT}/resources/:resourceID/scopes`, create(customScopes)],
  ['GET', `${ENVIRONMENT}/resources/:resourceID/scopes/:scopeID`, read(scopes)],
  ['PUT', `${ENVIRONMENT}/resources/:resourceID/scopes/:scopeID`, replace(customScopes)],
  ['DELETE', `${ENVIRONMENT}/resources/:resourceID/scopes/:scopeID`, remove(customScopes, keepGrantedScope)],

  // Policies
  ...collection(`${ENVIRONMENT}/signOnPolicies`, signOnPolicies, keepUsedPolicy),
  ...collection(`${ENVIRONMENT}/signOnPolicies/:policyID/actions`, signOnPolicyActions),
  ...collection(`${ENVIRONMENT}/deviceAuthenticationPolicies`, devicePolicies, keepUsedDevicePolicy),
  ...collection(`${ENVIRONMENT}/notificationsPolicies`, notificationPolicies, keepUsedNotificationPolicy),
  ...collection(`${ENVIRONMENT}/passwordPolicies`, passwordPolicies, keepDefaultPasswordPolicy),
  ...collection(`${ENVIRONMENT}/agreements`, agreements, keepUsedAgreement),

  // Identity providers
  ...collection(`${ENVIRONMENT}/identityProviders`, identityProviders, keepUsedProvider),
  ...collection(`${ENVIRONMENT}/identityProviders/:providerID/attributes`, providerAttributes, keepCoreAttribute),

  // Notification templates
  ['GET', `${ENVIRONMENT}/templates`, listTemplates],
  ['GET', `${ENVIRONMENT}/templates/:templateName`, readTemplate],
  ...collection(`${ENVIRONMENT}/templates/:templateName/contents`, templateContents),

  // Populations, groups and users
  ...collection(`${ENVIRONMENT}/populations`, populations, keepUsedPopulation),
  ...collection(`${ENVIRONMENT}/groups`, groups, leaveGroup),
  ['GET', `${ENVIRONMENT}/users`, list(users)],
  ['POST', `${ENVIRONMENT}/users`, addUser],
  ['GET', USER, read(users)],
  ['PUT', USER, replace(users)],
  ['DELETE', USER, remove(users)],
  ['PATCH', USER, patchUser],
  ['POST', USER, actOnUser],
  ['GET', `${USER}/enabled`, readEnabled],
  ['PUT', `${USER}/enabled`, setEnabled],
  ['GET', `${USER}/population`, readUserPopulation],
  ['PUT', `${USER}/population`, setUserPopulation],
  ['GET', `${USER}/password`, readPassword],
  ['PUT', `${USER}/password`, setPassword],
  ['POST', `${USER}/password`, actOnPassword],
  ['GET', `${USER}/memberOfGroups`, listMemberships],
  ['POST', `${USER}/memberOfGroups`, joinGroup],
  ['GET', `${USER}/memberOfGroups/:groupID`, readMembership],
  ['DELETE', `${USER}/memberOfGroups/:groupID`, quitGroup],

  ['GET', `${USER}/linkedAccounts`, list(linkedAccounts)],
  ['POST', `${USER}/linkedAccounts`, linkAccount],
  ['GET', `${USER}/linkedAccounts/:linkedAccountID`, read(linkedAccounts)],
  ['DELETE', `${USER}/linkedAccounts/:linkedAccountID`, remove(linkedAccounts)],

  // Multi-factor authentication of users
  ['GET', `${USER}/mfaEnabled`, readMfaEnabled],
  ['PUT', `${USER}/mfaEnabled`, setMfaEnabled],
  ['GET', `${USER}/bypassMFA`, readBypass],
  ['GET', `${USER}/devices`, list(devices)],
  ['POST', `${USER}/devices`, addDevice],
  ['DELETE', `${USER}/devices`, removeDevices],
  ['GET', `${USER}/devices/:deviceID`, readAnyDevice],
  ['POST', `${USER}/devices/:deviceID`, actOnDevice],
  ['DELETE', `${USER}/devices/:deviceID`, removeAnyDevice],
  ['PUT', `${USER}/devices/:deviceID/nickname`, setNickname],
  ['POST', `${USER}/pairingKeys`, create(pairingKeys)],
  ['GET', `${USER}/pairingKeys/:pairingKeyID`, read(pairingKeys)],
  ['DELETE', `${USER}/pairingKeys/:pairingKeyID`, remove(pairingKeys)],
])

/** The five ways into a collection. `refuse` looks at a row before it is deleted. */
function collection<Row extends Identified>(
  path: string,
  resource: Resource<Row>,
  refuse?: Parameters<typeof remove<Row>>[1],
): readonly Route[] {
  const one = `${path}/:${resource.param}`
  return [
    ['GET', path, list(resource)],
    ['POST', path, create(resource)],
    ['GET', one, read(resource)],
    ['PUT', one, replace(resource)],
    ['DELETE', one, remove(resource, refuse)],
  ]
}
