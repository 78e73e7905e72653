import { randomInt, randomUUID } from 'node:crypto'
import { inEnvironment } from '../access.ts'
import { readForm } from '../body.ts'
import { seconds } from '../clock.ts'
import { type Endpoint, escapeHtml, json, page, type Reply } from '../endpoint.ts'
import { invalidValue, OAuthError } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import type { DeviceApproval, Environment, World } from '../world.ts'
import { forClients } from './client-call.ts'
import { scopeNames, scopeProblem, userScopes } from './scopes.ts'

/** No vowels and nothing that looks like another sign. Source for the form XXXX-XXXX: Ping's sample of the device authorization response. */
const SIGNS = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** What a user says to a device that asks for tokens. */
interface DeviceDecision {
  readonly userCode: string
  /** Who approves. Not asked for when the request is denied. */
  readonly username: string | undefined
  readonly isApproved: boolean
}

/** POST `/{envID}/as/device_authorization`. Source: RFC 8628, section 3.1. */
export const authorizeDevice: Endpoint = forClients(async ({ scene, form, application }): Promise<Reply> => {
  const { world, environment, origin } = scene
  if (!application.grantTypes.includes('DEVICE_CODE')) {
    throw new OAuthError('unauthorized_client', 'The application does not use the device authorization grant')
  }
  const names = scopeNames(form['scope'] ?? 'openid')
  const problem = scopeProblem(names, userScopes(application), environment)
  if (problem !== undefined) throw new OAuthError('invalid_scope', problem)
  const userCode = makeUserCode()
  const core = await world.coreOf(environment)
  const deviceCode = await core.startDevice({ application, scope: names.join(' '), userCode })
  const verification = `${origin}/${environment.id}/device`
  return json({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: verification,
    verification_uri_complete: `${verification}?user_code=${userCode}`,
    expires_in: application.deviceTimeoutSeconds,
    interval: application.devicePollingSeconds,
  })
})

/** GET `/{envID}/device`: where a user types the code. */
export const devicePage: Endpoint = inEnvironment(({ query }) => page(form(query.get('user_code') ?? '')))

/** POST `/{envID}/device`: what the page sends. Fails with INVALID_DATA. */
export const submitDevicePage: Endpoint = inEnvironment(async (scene) => {
  const fields = await readForm(scene)
  const isApproved = fields.get('decision') === 'approve'
  await decideDevice(scene.world, scene.environment, {
    userCode: fields.get('user_code') ?? '',
    username: fields.get('username') ?? undefined,
    isApproved,
  })
  return page(`<!doctype html>\n<title>Device</title>\n<p>The device is ${isApproved ? 'approved' : 'denied'}.\n`)
})

/** Lets a user approve or deny. Fails with INVALID_DATA when no such code waits, or there is no such user. */
export async function decideDevice(world: World, environment: Environment, decision: DeviceDecision): Promise<void> {
  const { userCode, username = '', isApproved } = decision
  const wanted = userCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const row = environment.entities
    .get('DeviceCode')
    ?.find(({ payload }) => String(payload['userCode']).replace('-', '') === wanted)
  const approval = isApproved ? approvalOf(username, world, environment) : undefined
  const core = await world.coreOf(environment)
  const isDone = row !== undefined && (await core.decideDevice(row.id, approval))
  if (!isDone) throw invalidValue('userCode', 'belongs to no device that waits')
}

/** As if the user had signed on with a password. */
function approvalOf(username: string, world: World, environment: Environment): DeviceApproval {
  const user = userNamed(environment, username)
  if (user?.enabled !== true) throw invalidValue('username', 'names no user')
  const acr = environment.signOnPolicies.find((policy) => policy.default)?.name ?? ''
  return { userId: user.id, sessionId: randomUUID(), authTime: seconds(world.clock), acr, amr: ['pwd'] }
}

function makeUserCode(): string {
  const signs = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}

function form(userCode: string): string {
  return `<!doctype html>
<title>Device</title>
<form method="post" action="device">
<label>Code <input name="user_code" value="${escapeHtml(userCode)}"></label>
<label>User <input name="username"></label>
<button name="decision" value="approve">Approve</button>
<button name="decision" value="deny">Deny</button>
</form>
`
}
