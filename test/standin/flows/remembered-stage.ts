import { type Answer, at, workerToken } from '../client.ts'
import type { FlowStage } from './stage.ts'

const METHOD = {
  enabled: true,
  otp: {
    failure: { count: 3, coolDown: { duration: 0, timeUnit: 'MINUTES' } },
    lifeTime: { duration: 30, timeUnit: 'MINUTES' },
  },
}

/** A browser that is remembered. */
export interface Remembered {
  readonly user: Answer
  readonly policyId: string
  readonly device: Answer
  /** As a browser would send it. */
  readonly cookie: string
}

/** Makes a device authentication policy; browsers are remembered for a day. */
export async function makePolicy(stage: FlowStage, web: object = {}): Promise<Answer> {
  const rememberMe = { web: { enabled: true, lifeTime: { duration: 1, timeUnit: 'DAYS' }, ...web } }
  const json = { name: crypto.randomUUID(), sms: METHOD, email: METHOD, rememberMe }
  return stage.api('POST', 'deviceAuthenticationPolicies', json)
}

/** Has a browser of a new user remembered. */
export async function remember(stage: FlowStage, changes: object = {}): Promise<Remembered> {
  const [user, policy] = [await stage.user(), await makePolicy(stage)]
  const policyId = at(policy, 'id')
  const json = { type: 'BROWSER', policy: { id: policyId }, payload: 'R/o/signals', ...changes }
  const device = await stage.api('POST', `users/${at(user, 'id')}/devices`, json)
  return { user, policyId, device, cookie: device.headers.get('set-cookie')?.split(';', 1)[0] ?? '' }
}

/** Asks whether the browser is remembered. */
export async function checkBrowser(
  stage: FlowStage,
  { user, policyId, cookie }: Remembered,
  changes: object = {},
): Promise<Answer> {
  const payload = { type: 'SIGNALS_SDK', value: 'R/o/signals' }
  return stage.send('POST', `/${stage.env}/deviceAuthentications`, {
    token: await workerToken(stage),
    type: 'application/vnd.pingidentity.payload.check+json',
    json: { user: { id: at(user, 'id') }, policy: { id: policyId }, payload, ...changes },
    headers: { cookie },
  })
}
