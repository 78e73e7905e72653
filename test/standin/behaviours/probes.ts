import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { BehaviourName } from '../../../src/standin/behaviours/table.ts'
import { totp } from '../../../src/standin/otp.ts'
import {
  type Answer,
  APPLICATION,
  act,
  at,
  authorize,
  reachCode,
  reachCompleted,
  reachOtp,
  redeem,
  requestClaims,
  resume,
  setUp,
  sign,
  stable,
} from '../client.ts'
import { openProvider } from '../flows/external-stage.ts'
import { checkBrowser, remember } from '../flows/remembered-stage.ts'
import { type FlowStage, logIn, PASSWORD, PROFILING } from '../flows/stage.ts'
import { ask, flowIdOf, SECRET, signOn } from '../oidc/stage.ts'
import { FIDO2_PROBES } from './fido2-probes.ts'
import type { Ground, Probe } from './probe.ts'

/** The environments that every stand-in starts with. */
const FIRST_TWO = '/v1/environments?filter=name eq "Sandbox" or name eq "Administrators"'

/** A new switch does not compile without. */
export const PROBES: Readonly<Record<BehaviourName, Probe>> = {
  ...FIDO2_PROBES,
  'request-exp': {
    shows: { checked: [400, 200], required: [400, 400], ignored: [200, 200] },
    probe: async ({ stage, setup }) => {
      const claims = requestClaims(stage, setup)
      const expired = await sign({ ...claims, exp: Math.floor(stage.clock.now() / 1000) - 10 }, setup.secret)
      const answers = [await authorize(stage, setup, { request: expired }), await authorize(stage, setup)]
      return answers.map(({ status }) => status)
    },
  },
  'secret-encoding': {
    shows: { 'utf-8': 400, base64url: 200 },
    probe: async ({ stage, setup }) => {
      const key = new Uint8Array(Buffer.from(setup.secret, 'base64url'))
      const request = await new SignJWT(requestClaims(stage, setup)).setProtectedHeader({ alg: 'HS256' }).sign(key)
      return (await authorize(stage, setup, { request })).status
    },
  },
  'authorize-error': {
    shows: { INVALID_DATA: 'INVALID_DATA', INVALID_REQUEST: 'INVALID_REQUEST' },
    probe: async ({ stage }) => at(await ask(stage, { scope: 'nothing' }), 'code'),
  },
  'redirect-error': {
    shows: { redirect: 302, body: 400 },
    probe: async ({ stage }) => (await ask(stage, { scope: 'nothing', response_mode: 'query' })).status,
  },
  'par-status': {
    shows: { 201: 201, 200: 200 },
    probe: async ({ stage }) => {
      const form = { response_type: 'code', redirect_uri: 'https://app.example.com/callback' }
      return (await stage.as('POST', '/par', { basic: ['web', SECRET], form })).status
    },
  },
  'session-cookie': {
    shows: { optional: [200, 200, 200], required: [400, 200, 400] },
    probe: async ({ stage }) => {
      const id = at(await ask(stage), 'id')
      const { answer: bare, cookie } = await signOn(stage, id)
      const resumed = await stage.as('GET', `/resume?flowId=${id}`, { headers: { cookie } })
      const form = {
        grant_type: 'authorization_code',
        code: at(resumed, 'authorizeResponse.code'),
        redirect_uri: 'https://app.example.com/callback',
      }
      const token = await stage.as('POST', '/token', { basic: ['web', SECRET], form })
      return [bare.status, resumed.status, token.status]
    },
  },
  'session-cookie-secure': {
    shows: { https: false, always: true },
    probe: async ({ stage }) => (await ask(stage)).headers.get('set-cookie')?.includes('Secure'),
  },
  'session-spares': {
    shows: { password: 'SIGN_ON_REQUIRED', everything: 'COMPLETED' },
    probe: async ({ stage, setup }) => {
      const cookie = (await reachCompleted(stage, setup)).headers.get('set-cookie')?.split(';', 1)[0] ?? ''
      const query = new URLSearchParams({
        client_id: setup.applicationId,
        response_type: 'code',
        response_mode: 'pi.flow',
      })
      return at(await stage.as('GET', `/authorize?${query}`, { headers: { cookie } }), 'status')
    },
  },
  'resume-again': {
    shows: { same: 200, refused: 404 },
    probe: async ({ stage, setup }) => {
      const id = at(await reachCompleted(stage, setup), 'id')
      await resume(stage, id)
      return (await resume(stage, id)).status
    },
  },
  'code-seconds': {
    shows: { 300: 200, 30: 400 },
    probe: async ({ stage, setup }) => {
      const code = await reachCode(stage, setup)
      stage.clock.advance(60_000)
      return (await redeem(stage, setup, code)).status
    },
  },
  'dpop-nonce': {
    shows: { required: 'use_dpop_nonce', optional: 'DPoP' },
    probe: async ({ stage }) => {
      const { body } = await stage.as('POST', '/token', {
        basic: ['service', SECRET],
        form: { grant_type: 'client_credentials', scope: 'read' },
        headers: { dpop: await proof(`${stage.issuer}/token`) },
      })
      return Object(body).error ?? Object(body).token_type
    },
  },
  'oauth-errors': {
    shows: {
      oauth: [
        { error: 'invalid_grant', error_description: 'grant request is invalid' },
        { error: 'invalid_client', error_description: 'client authentication failed' },
      ],
      correlated: [
        { error: 'invalid_grant', error_description: 'grant request is invalid (Correlation ID: <id>)' },
        { error: 'invalid_client', error_description: 'client authentication failed (Correlation ID: <id>)' },
      ],
      pingone: [
        {
          id: '<id>',
          code: 'INVALID_REQUEST',
          message: 'The request could not be completed. The request was malformed or invalid.',
          details: [{ code: 'INVALID_GRANT', message: 'grant request is invalid' }],
        },
        {
          id: '<id>',
          code: 'INVALID_TOKEN',
          message: 'The request could not be completed. You do not have access to this resource.',
          details: [{ code: 'INVALID_CLIENT', message: 'client authentication failed' }],
        },
      ],
    },
    probe: async ({ stage }) => {
      const form = { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://app.example.com/callback' }
      const answers = [
        await stage.as('POST', '/token', { basic: ['web', SECRET], form }),
        await stage.as('POST', '/par', { basic: ['web', 'wrong'], form: {} }),
      ]
      return answers.map(({ body }) => stable(body))
    },
  },
  'signoff-landing': {
    shows: { 'sign-on-page': 302, empty: 204 },
    probe: async ({ stage }) => (await stage.as('GET', '/signoff')).status,
  },
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
  roles: {
    shows: { 'by-resource': 403, 'all-or-read-only': 200 },
    probe: async ({ stage, setup: { api } }) => {
      const token = await stage.as('POST', '/token', {
        basic: ['environment-admin', SECRET],
        form: { grant_type: 'client_credentials' },
      })
      return (await stage.send('GET', `${api}/users`, { token: at(token, 'access_token') })).status
    },
  },
  'unauthorized-code': {
    shows: { INVALID_TOKEN: 'INVALID_TOKEN', UNAUTHORIZED: 'UNAUTHORIZED' },
    probe: async ({ stage, setup }) => at(await stage.send('GET', `${setup.api}/users`), 'code'),
  },
  'doubled-v1': {
    shows: { accepted: 200, refused: 404 },
    probe: async ({ stage, setup: { api, token } }) => (await stage.send('GET', `/v1${api}`, { token })).status,
  },
  'activation-answer': {
    shows: { device: 200, empty: 204 },
    probe: async ({ flows }) => {
      const devices = `users/${at(await flows.user(), 'id')}/devices`
      const json = { type: 'EMAIL', email: 'a@example.com', testMode: true, status: 'ACTIVATION_REQUIRED' }
      const device = await flows.api('POST', devices, json)
      const otp = at(device, 'test.otp')
      return (await flows.api('POST', `${devices}/${at(device, 'id')}`, { otp }, 'device.activate')).status
    },
  },
  'list-count': {
    shows: { all: 2, page: 1, none: undefined },
    probe: async ({ stage, setup: { token } }) =>
      Object((await stage.send('GET', `${FIRST_TWO}&limit=1`, { token })).body).count,
  },
  'page-size': {
    shows: { 100: '2', 1: '1' },
    probe: async ({ stage, setup: { token } }) => at(await stage.send('GET', FIRST_TWO, { token }), 'size'),
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

/** A DPoP proof without a nonce. Source: RFC 9449, section 4.2. */
async function proof(htu: string): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return new SignJWT({ htm: 'POST', htu, jti: await calculateJwkThumbprint(jwk) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .setIssuedAt()
    .sign(privateKey)
}
