import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { mediaType, parseJson, readJson } from '../body.ts'
import { check, object, optional, text } from '../check.ts'
import { seconds, timestamp } from '../clock.ts'
import { created, type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { links, type View } from '../hal.ts'
import type { MfaAction } from '../policy-records.ts'
import { putExpiring } from '../table.ts'
import { advance } from './advance.ts'
import { assertionCheck } from './assertion-check.ts'
import { devicePolicyOf } from './device-choice.ts'
import { deviceSelect } from './device-select.ts'
import { expectStatus, FLOW_LIFE_MS, type FlowAction, openFlow } from './flow.ts'
import { NO_REQUEST } from './opening.ts'
import { otpCheck } from './otp-check.ts'
import { cancelPush } from './push.ts'
import { checkPayload, PAYLOAD_CHECK } from './remembered.ts'
import type { Flow, FlowState } from './state.ts'
import { viewMfa } from './view.ts'

const SHAPE = {
  user: object({ id: text() }),
  policy: optional(object({ id: text() })),
  selectedDevice: optional(object({ id: text() })),
}

const NOT_REMEMBERED = { code: 'DEVICE_NOT_REMEMBERED', message: 'The browser is not remembered.' }

const ACTIONS: readonly FlowAction[] = [deviceSelect, otpCheck, assertionCheck, cancelPush]

/**
 * POST `/{envID}/deviceAuthentications`: MFA of a user without an authorization request, for a worker.
 * Source: https://developer.pingidentity.com/pingone-api/mfa/mfa-authentication/mfa-device-authentications.html
 */
export const startDeviceAuthentication: Endpoint = withAuthentications(async (scene) => {
  if (mediaType(scene) === PAYLOAD_CHECK.toLowerCase()) return checkBrowser(scene)
  const { user, policy, selectedDevice } = check(SHAPE, await readJson(scene))
  const { environment, world } = scene
  const owner = environment.users.get(user.id)
  if (owner === undefined) throw invalidValue('user.id', 'The user does not exist.')
  if (selectedDevice !== undefined && owner.devices.get(selectedDevice.id) === undefined) {
    throw invalidValue('selectedDevice.id', 'The device does not exist.')
  }
  if (policy !== undefined && environment.devicePolicies.get(policy.id) === undefined) {
    throw invalidValue('policy.id', 'The device authentication policy does not exist.')
  }
  const opening = openingFlow(user.id, policy?.id, scene)
  const flow =
    selectedDevice === undefined
      ? advance(opening, scene)
      : await deviceSelect.run(opening, { device: selectedDevice }, scene)
  putExpiring(environment.flows, flow, world.clock.now())
  return created(view(flow, scene), urlOf(flow, scene))
})

/** Whoever comes with a remembered browser is asked for nothing. */
async function checkBrowser(scene: Scene): Promise<Reply> {
  const { user, policyId, isRemembered } = checkPayload(await readJson(scene, PAYLOAD_CHECK), scene)
  const opening = openingFlow(user.id, policyId, scene)
  const state: FlowState = isRemembered
    ? { status: 'COMPLETED', userId: user.id, authTime: seconds(scene.world.clock), answer: undefined }
    : { status: 'FAILED', userId: user.id, failure: NOT_REMEMBERED }
  const flow = { ...opening, actions: [], state }
  putExpiring(scene.environment.flows, flow, scene.world.clock.now())
  return created(view(flow, scene), urlOf(flow, scene))
}

/** GET `/{envID}/deviceAuthentications/{id}`. */
export const readDeviceAuthentication: Endpoint = withAuthentications((scene) =>
  ok(view(openFlow(scene, idOf(scene)), scene)),
)

/** POST `/{envID}/deviceAuthentications/{id}`: the action that the Content-Type names. Fails as one of a flow does. */
export const actOnDeviceAuthentication: Endpoint = withAuthentications(async (scene) => {
  openFlow(scene, idOf(scene))
  const type = mediaType(scene)
  const action = ACTIONS.find((candidate) => candidate.mediaType.toLowerCase() === type)
  if (action === undefined) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  const bytes = await scene.readBody()
  const flow = openFlow(scene, idOf(scene))
  expectStatus(action, flow, scene)
  const next = await action.run(flow, bytes.length === 0 ? {} : parseJson(bytes), scene)
  return ok(view(scene.environment.flows.put(next), scene))
})

/** Device authentications are flows in a table of their own: /flows and /as/resume do not know them. */
function withAuthentications(endpoint: (scene: Scene) => ReturnType<Endpoint>): Endpoint {
  return forWorkers((scene) => endpoint(amongAuthentications(scene)))
}

/** The same scene with device authentications in place of flows. */
export function amongAuthentications(scene: Scene): Scene {
  const { environment } = scene
  return { ...scene, environment: { ...environment, flows: environment.deviceAuthentications } }
}

function openingFlow(userId: string, devicePolicyId: string | undefined, { actor, world }: Scene): Flow {
  const action: MfaAction = {
    id: randomUUID(),
    type: 'MULTI_FACTOR_AUTHENTICATION',
    priority: 1,
    noDevicesMode: 'BLOCK',
    deviceTypes: undefined,
    devicePolicyId,
    posted: {},
  }
  return {
    id: randomUUID(),
    applicationId: actor?.id ?? '',
    policyName: '',
    request: NO_REQUEST,
    device: undefined,
    createdAt: timestamp(world.clock),
    expiresAt: world.clock.now() + FLOW_LIFE_MS,
    sessionId: randomUUID(),
    userId,
    external: undefined,
    amr: [],
    isProfiled: false,
    actions: [action],
    openingActions: [action],
    state: { status: 'SIGN_ON_REQUIRED' },
  }
}

function idOf({ params }: Scene): string {
  return params['deviceAuthenticationID'] ?? ''
}

function urlOf({ id }: Flow, { origin, environment }: Scene): string {
  return `${origin}/${environment.id}/deviceAuthentications/${id}`
}

function view(flow: Flow, scene: Scene): View {
  const self = urlOf(flow, scene)
  const { offered, devices, particulars } = viewMfa(flow, scene)
  const [action] = flow.openingActions
  const policy = action?.type === 'MULTI_FACTOR_AUTHENTICATION' ? devicePolicyOf(scene.environment, action) : undefined
  return {
    _links: links({ ...Object.fromEntries(offered.map((name) => [name, self])), self }),
    _embedded: {
      devices: devices.map((device) => ({ ...device, usableStatus: { status: 'ENABLED' } })),
      blockedDevices: [],
    },
    id: flow.id,
    environment: { id: scene.environment.id },
    status: flow.state.status,
    policy: { id: policy?.id },
    user: { id: flow.userId },
    bypassAllowed: false,
    ...particulars,
    ...(flow.state.status === 'COMPLETED' ? { authenticators: flow.amr } : {}),
    createdAt: flow.createdAt,
    updatedAt: timestamp(scene.world.clock),
    userBypassEnabled: false,
  }
}
