import type { FLOWS } from '../../../src/standin/behaviours/flows.ts'
import { totp } from '../../../src/standin/otp.ts'
import { type Answer, APPLICATION, act, at, authorize, reachOtp, setUp } from '../client.ts'
import { openProvider } from '../flows/external-stage.ts'
import { checkBrowser, remember } from '../flows/remembered-stage.ts'
import { type FlowStage, logIn, PASSWORD, PROFILING } from '../flows/stage.ts'
import { flowIdOf } from '../oidc/stage.ts'
import { FIDO2_PROBES } from './fido2-probes.ts'
import type { Ground, Probe } from './probe.ts'

/** Behaviours of flows. */
export const FLOW_PROBES: Readonly<Record<keyof typeof FLOWS, Probe>> = {
  ...FIDO2_PROBES,
  'wrong-action': {
    shows: { 400: 400, 415: 415 },
    probe: async ({ stage, setup }) =>
      (await act(stage, at(await authorize(stage, setup), 'id'), { 'otp.check': { otp: '1' } })).status,
  },
  'otp-invalid-message': {
    shows: { 'The provided OTP is invalid.': 'The provided OTP is invalid.', 'Not this one.': 'Not this one.' },
    probe: async (ground) => at(await guess(ground, 1), 'details.0.message'),
  },
  'otp-quota-message': {
    shows: {
      'The number of attempts to enter the OTP has been exceeded.':
        'The number of attempts to enter the OTP has been exceeded.',
      Enough: 'Enough',
    },
    probe: async (ground) => at(await guess(ground, 3), 'details.0.message'),
  },
  'otp-expired-code': {
    shows: { INVALID_OTP: 'INVALID_OTP', OTP_EXPIRED: 'OTP_EXPIRED' },
    probe: async ({ stage, setup }) => {
      const flow = await reachOtp(stage, setup)
      for (let quarter = 0; quarter < 3; quarter += 1) {
        stage.clock.advance(11 * 60_000)
        await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`)
      }
      return at(await act(stage, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } }), 'details.0.code')
    },
  },
  'otp-failures-remaining': {
    shows: { shown: { failuresRemaining: 2 }, hidden: undefined },
    probe: async (ground) => Object((await guess(ground, 1)).body).details[0].innerError,
  },
  'otp-failures': {
    shows: { device: '1', challenge: '2' },
    probe: async ({ stage }) => {
      const setup = await setUp(stage)
      const id = at(await reachOtp(stage, setup), 'id')
      await act(stage, id, { 'otp.check': { otp: '0' } })
      await act(stage, id, { 'device.select': { device: { id: setup.deviceId } } })
      return at(await act(stage, id, { 'otp.check': { otp: '0' } }), 'details.0.innerError.failuresRemaining')
    },
  },
  'otp-limit': {
    shows: { 'new-otp': 'OTP_REQUIRED', 'same-otp': 'COMPLETED', fail: 'FAILED' },
    probe: async ({ stage }) => {
      const flow = await reachOtp(stage, await setUp(stage))
      const check = async (otp: string): Promise<Answer> => act(stage, at(flow, 'id'), { 'otp.check': { otp } })
      for (const otp of ['0', '0', '0']) await check(otp)
      await check(at(flow, 'test.otp'))
      return at(await stage.send('GET', `/${stage.env}/flows/${at(flow, 'id')}`), 'status')
    },
  },
  'totp-again': {
    shows: { refused: 400, accepted: 200 },
    probe: async ({ flows }) => {
      const { policyId, user } = await allMethods(flows)
      const devices = `users/${at(user, 'id')}/devices`
      const device = await flows.api('POST', devices, { type: 'TOTP', policy: { id: policyId } })
      const otp = totp(at(device, 'secret'), Math.floor(flows.clock.now() / 30_000))
      await flows.api('POST', `${devices}/${at(device, 'id')}`, { otp }, 'device.activate')
      const enter = async (): Promise<Answer> =>
        act(flows, at(await startMfa(flows, policyId, user), 'id'), { 'otp.check': { otp } })
      await enter()
      return (await enter()).status
    },
  },
  'push-denied-code': {
    shows: { PUSH_CONFIRMATION_DENIED: 'PUSH_CONFIRMATION_DENIED', REJECTED: 'REJECTED' },
    probe: async ({ flows, setup }) => {
      const { policyId, user } = await allMethods(flows)
      const applications = [{ id: setup.applicationId }]
      const key = await flows.api('POST', `users/${at(user, 'id')}/pairingKeys`, { applications })
      const control = `/standin/environments/${flows.env}`
      await flows.send('POST', `${control}/pairings`, { json: { code: at(key, 'code') } })
      const id = at(await startMfa(flows, policyId, user), 'id')
      await flows.send('POST', `${control}/flows/${id}/deny`)
      return at(await flows.send('GET', `/${flows.env}/flows/${id}`), 'error.code')
    },
  },
  'consent-refused-code': {
    shows: { CONSENT_REFUSED: 'CONSENT_REFUSED', NO: 'NO' },
    probe: async ({ flows }) => {
      const id = at(await flows.api('POST', 'agreements', { name: crypto.randomUUID(), enabled: true }), 'id')
      const flow = await flows.start({ type: 'LOGIN' }, { type: 'AGREEMENT', agreement: { id } })
      await logIn(flows, flow, { user: await flows.user() })
      return at(await act(flows, at(flow, 'id'), { 'user.consent': { accept: false } }), 'error.code')
    },
  },
  'profile-attributes': {
    shows: { asked: undefined, all: 'Clerk' },
    probe: async ({ flows }) => {
      const user = await flows.user()
      const flow = await flows.start({ type: 'LOGIN' }, PROFILING)
      await logIn(flows, flow, { user })
      await act(flows, at(flow, 'id'), { 'user.update': { mobilePhone: '+1.5125551111', title: 'Clerk' } })
      return Object((await flows.api('GET', `users/${at(user, 'id')}`)).body).title
    },
  },
  'foreign-user-code': {
    shows: { refused: 400, accepted: 200 },
    probe: async ({ stage, flows, setup: { api, token } }) => {
      const json = { ...APPLICATION, name: 'Radio', grantTypes: ['DEVICE_CODE'], responseTypes: [] }
      const other = at(await stage.send('POST', `${api}/applications`, { token, json }), 'id')
      const device = await stage.as('POST', '/device_authorization', { form: { client_id: 'tv' } })
      const id = flowIdOf(await stage.send('GET', `/${stage.env}/device/${other}`))
      const username = at(await flows.user(), 'username')
      await act(stage, id, { 'usernamePassword.check': { username, password: PASSWORD } })
      return (await act(stage, id, { 'deviceAuthGrant.userCode.verify': { userCode: at(device, 'user_code') } })).status
    },
  },
  'external-error': {
    shows: { body: 400, redirect: 302 },
    probe: async ({ flows }) => {
      const provider = await openProvider(flows)
      const flow = await flows.start({ type: 'LOGIN', socialProviders: [{ id: provider.id }] })
      const go = `/${flows.env}/rp/authenticate?providerId=${provider.id}&flowId=${at(flow, 'id')}`
      const { searchParams } = new URL((await flows.send('GET', go)).headers.get('location') ?? '')
      const back = `/${flows.env}/rp/callback/openid_connect?error=access_denied&state=${searchParams.get('state')}`
      return (await flows.send('GET', back)).status
    },
  },
  'locked-user-code': {
    shows: { INVALID_VALUE: 'INVALID_VALUE', USER_LOCKED: 'USER_LOCKED' },
    probe: async ({ flows }) => {
      const user = await flows.user()
      const flow = await flows.start({ type: 'LOGIN' })
      for (let wrong = 0; wrong < 5; wrong += 1) await logIn(flows, flow, { user, password: 'wrong' })
      return at(await logIn(flows, flow, { user }), 'details.0.code')
    },
  },
  'after-recovery': {
    shows: { 'signed-on': 'COMPLETED', 'sign-on': 'USERNAME_PASSWORD_REQUIRED' },
    probe: async ({ flows }) => {
      const { id, recoveryCode } = await forget(flows)
      return at(await recover(flows, id, recoveryCode), 'status')
    },
  },
  'after-registration': {
    shows: { verify: 'VERIFICATION_CODE_REQUIRED', 'signed-on': 'COMPLETED' },
    probe: async ({ flows }) => {
      const flow = await flows.start({ type: 'LOGIN', registration: { enabled: true } })
      const username = crypto.randomUUID()
      const person = { username, email: `${username}@example.com`, password: PASSWORD }
      return at(await act(flows, at(flow, 'id'), { 'user.register': person }), 'status')
    },
  },
  'after-invitation': {
    shows: { 'signed-on': 'COMPLETED', 'sign-on': 'USERNAME_PASSWORD_REQUIRED' },
    probe: async ({ flows }) => {
      const email = `${crypto.randomUUID()}@example.com`
      const json = { email, name: { given: 'Ada', family: 'Lovelace' }, invite: { isAdmin: true } }
      await flows.api('POST', 'users', json, 'user.invite')
      const inviteCode = /[\da-f-]{36}/.exec(at(await flows.mail(email), 'body'))?.[0] ?? ''
      const id = at(await flows.start({ type: 'LOGIN' }), 'id')
      return at(
        await act(flows, id, { 'user.acceptInvite': { inviteCode, password: PASSWORD, accept: true } }),
        'status',
      )
    },
  },
  'remembered-payload': {
    shows: { any: 'COMPLETED', same: 'FAILED' },
    probe: async ({ flows }) => {
      const payload = { type: 'SIGNALS_SDK', value: 'R/o/other' }
      return at(await checkBrowser(flows, await remember(flows), { payload }), 'status')
    },
  },
  'mailed-code-digits': {
    shows: { 8: 8, 6: 6 },
    probe: async ({ flows }) => (await forget(flows)).recoveryCode.length,
  },
  'mailed-code-seconds': {
    shows: { 3600: 200, 60: 400 },
    probe: async ({ flows }) => {
      const { id, recoveryCode } = await forget(flows)
      flows.clock.advance(120_000)
      return (await recover(flows, id, recoveryCode)).status
    },
  },
}

/** Types so many wrong one-time passwords, and returns the last answer. */
async function guess({ stage }: Ground, times: number): Promise<Answer> {
  const id = at(await reachOtp(stage, await setUp(stage)), 'id')
  for (let wrong = 1; wrong < times; wrong += 1) await act(stage, id, { 'otp.check': { otp: '0' } })
  return act(stage, id, { 'otp.check': { otp: '0' } })
}

/** A user without devices, and a policy that allows all kinds. */
async function allMethods(flows: FlowStage): Promise<{ readonly policyId: string; readonly user: Answer }> {
  const otp = {
    failure: { count: 3, coolDown: { duration: 2, timeUnit: 'MINUTES' } },
    lifeTime: { duration: 30, timeUnit: 'MINUTES' },
  }
  const method = { enabled: true, otp }
  const json = { name: crypto.randomUUID(), sms: method, email: method, totp: method, mobile: method }
  return {
    policyId: at(await flows.api('POST', 'deviceAuthenticationPolicies', json), 'id'),
    user: await flows.user(),
  }
}

async function startMfa(flows: FlowStage, policyId: string, user: Answer): Promise<Answer> {
  const flow = await flows.start({ type: 'MULTI_FACTOR_AUTHENTICATION', deviceAuthenticationPolicy: { id: policyId } })
  return act(flows, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })
}

/** A flow of a user who has been sent a recovery code. */
async function forget(flows: FlowStage): Promise<{ readonly id: string; readonly recoveryCode: string }> {
  const user = await flows.user()
  const id = at(await flows.start({ type: 'LOGIN' }), 'id')
  await act(flows, id, { 'password.forgot': { username: at(user, 'username') } })
  const body = at(await flows.mail(at(user, 'email')), 'body')
  return { id, recoveryCode: /\d+$/.exec(body)?.[0] ?? '' }
}

async function recover(flows: FlowStage, id: string, recoveryCode: string): Promise<Answer> {
  return act(flows, id, { 'password.recover': { recoveryCode, newPassword: `${PASSWORD}2` } })
}
