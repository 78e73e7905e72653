import { type Answer, act, at, type Bench, openBench, workerToken } from '../client.ts'

export const PASSWORD = '2FederateM0re!'

/** A stand-in with an application whose sign-on policy a test chooses. */
export interface FlowStage extends Bench {
  /** Calls the management API of the sandbox. */
  readonly api: (...call: readonly [method: string, path: string, json?: object, type?: string]) => Promise<Answer>
  /** Starts a flow under a new policy with these actions. */
  readonly start: (...actions: readonly object[]) => Promise<Answer>
  /** Makes a user with a password, and its devices; its answer has the user's id and name. */
  readonly user: (options?: UserOptions) => Promise<Answer>
  /** The newest message to this address. */
  readonly mail: (to: string) => Promise<Answer>
}

interface UserOptions {
  readonly forceChange?: boolean
  readonly lifecycle?: object
  readonly devices?: readonly object[]
}

export async function openFlowStage(given?: Bench): Promise<FlowStage> {
  const bench = given ?? (await openBench())
  // A new token for each call: tests move the clock.
  const api: FlowStage['api'] = async (...[method, path, json, type]) =>
    bench.send(method, `/v1/environments/${bench.env}/${path}`, {
      token: await workerToken(bench),
      ...(json === undefined ? {} : { json }),
      ...(type === undefined ? {} : { type: `application/vnd.pingidentity.${type}+json` }),
    })
  return {
    ...bench,
    api,
    start: async (...actions) => start(bench, api, actions),
    user: async (options = {}) => makeUser(api, options),
    mail: async (to) => {
      const outbox = await bench.send('GET', `/standin/outbox?to=${encodeURIComponent(to)}`)
      return { ...outbox, body: (outbox.body as unknown[]).at(-1) }
    },
  }
}

async function start(bench: Bench, api: FlowStage['api'], actions: readonly object[]): Promise<Answer> {
  const application = at(await api('POST', 'applications', APPLICATION), 'id')
  const policy = at(await api('POST', 'signOnPolicies', { name: crypto.randomUUID() }), 'id')
  for (const [index, action] of actions.entries()) {
    await api('POST', `signOnPolicies/${policy}/actions`, { priority: index + 1, ...action })
  }
  await api('POST', `applications/${application}/signOnPolicyAssignments`, {
    priority: 1,
    signOnPolicy: { id: policy },
  })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application,
    scope: 'openid',
    response_mode: 'pi.flow',
  })
  return bench.send('GET', `/${bench.env}/as/authorize?${query}`)
}

const APPLICATION = {
  enabled: true,
  name: 'App',
  type: 'WEB_APP',
  protocol: 'OPENID_CONNECT',
  responseTypes: ['CODE'],
  grantTypes: ['AUTHORIZATION_CODE'],
  tokenEndpointAuthMethod: 'CLIENT_SECRET_BASIC',
  redirectUris: ['https://www.example.com'],
}

async function makeUser(
  api: FlowStage['api'],
  { forceChange = false, lifecycle, devices = [] }: UserOptions,
): Promise<Answer> {
  const username = `user-${crypto.randomUUID()}`
  const json = { username, email: `${username}@example.com`, ...(lifecycle === undefined ? {} : { lifecycle }) }
  const user = await api('POST', 'users', json)
  const path = `users/${at(user, 'id')}`
  await api('PUT', `${path}/password`, { value: PASSWORD, forceChange }, 'password.set')
  await api('PUT', `${path}/mfaEnabled`, { mfaEnabled: true })
  for (const device of devices) await api('POST', `${path}/devices`, device)
  return user
}

/** The progressive profiling of Ping's workflow. */
export const PROFILING = {
  type: 'PROGRESSIVE_PROFILING',
  promptText: 'Please provide the following information.',
  promptIntervalSeconds: 3600,
  preventMultiplePromptsPerFlow: false,
  attributes: [{ name: 'mobilePhone', required: false }],
}

/** Types a name and a password in a flow. */
export async function logIn(stage: Bench, flow: Answer, typed: Typed): Promise<Answer> {
  const { user, password = PASSWORD } = typed
  return act(stage, at(flow, 'id'), { 'usernamePassword.check': { username: at(user, 'username'), password } })
}

interface Typed {
  readonly user: Answer
  readonly password?: string
}

/** The names of the links in a flow, and its status. */
export function offers({ body }: Answer): readonly string[] {
  const { _links, status } = body as { _links: object; status: string }
  return [status, ...Object.keys(_links)]
}
