import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Answer,
  APPLICATION,
  at,
  type Bench,
  openBench,
  type Sending,
  sign,
  TEMPLATE,
  workerToken,
} from './client.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

afterAll(async () => {
  await bench.standin.close()
})

test('startStandin() serves the 17 requests of "Transaction Approval" with the documented statuses', async () => {
  const statuses: string[] = []
  const send = async (method: string, path: string, sending: Sending = {}): Promise<Answer> => {
    const answer = await bench.send(method, path, sending)
    statuses.push(`${statuses.length + 1} ${answer.status}`)
    return answer
  }
  const { adminEnvID, adminAppID = '', adminAppSecret = '' } = bench.standin.variables
  const api = `/v1/environments/${bench.env}`
  const as = `/${bench.env}/as`

  const worker = await send('POST', `/${adminEnvID}/as/token`, {
    basic: [adminAppID, adminAppSecret],
    form: { grant_type: 'client_credentials' },
  })
  const token = at(worker, 'access_token')
  const application = at(await send('POST', `${api}/applications`, { token, json: APPLICATION }), 'id')
  const secret = at(await send('GET', `${api}/applications/${application}/secret`, { token }), 'secret')
  const policyBody = { name: 'MFA_TransactionApproval_1', default: 'false', description: 'A new MFA sign-on policy.' }
  const policy = at(await send('POST', `${api}/signOnPolicies`, { token, json: policyBody }), 'id')
  const action = { priority: 1, type: 'MULTI_FACTOR_AUTHENTICATION', email: { enabled: true } }
  await send('POST', `${api}/signOnPolicies/${policy}/actions`, { token, json: action })
  const assignment = { priority: 10, signOnPolicy: { id: policy } }
  await send('POST', `${api}/applications/${application}/signOnPolicyAssignments`, { token, json: assignment })
  await send('POST', `${api}/templates/transaction/contents`, { token, json: TEMPLATE })
  const populationBody = { name: 'MFAPopulation_1', description: 'Population for MFA users' }
  const population = at(await send('POST', `${api}/populations`, { token, json: populationBody }), 'id')
  const userBody = { username: 'mfaUser_1', email: 'mfa@example.com', population: { id: population } }
  const user = at(await send('POST', `${api}/users`, { token, json: userBody }), 'id')
  await send('PUT', `${api}/users/${user}/password`, {
    token,
    json: { value: '2FederateM0re!', forceChange: false },
    type: 'application/vnd.pingidentity.password.set+json',
  })
  await send('PUT', `${api}/users/${user}/mfaEnabled`, { token, json: { mfaEnabled: true } })
  await send('POST', `${api}/users/${user}/devices`, { token, json: { type: 'EMAIL', email: 'mobetta@example.com' } })
  const variables = { sum: '1,000,000', currency: 'USD', recipient: 'Charlie Parker' }
  const request = await sign(
    {
      iss: application,
      aud: `${bench.standin.url}${as}`,
      'pi.template': { name: 'transaction', variant: 'variant_C', variables },
    },
    secret,
  )
  const query = `response_type=code&client_id=${application}&redirect_uri=https://www.example.com&scope=openid profile`
  const flow = at(await send('GET', `${as}/authorize?${query}&response_mode=pi.flow&request=${request}`), 'id')
  const type = (name: string): string => `application/vnd.pingidentity.${name}+json`
  await send('POST', `/${bench.env}/flows/${flow}`, { json: { username: 'mfaUser_1' }, type: type('user.lookup') })
  const mail = at(await bench.send('GET', '/standin/outbox'), '0.body')
  const otp = /\d{6}$/.exec(mail)?.[0]
  await send('POST', `/${bench.env}/flows/${flow}`, { json: { otp }, type: type('otp.check') })
  const code = at(await send('GET', `${as}/resume?flowId=${flow}`), 'authorizeResponse.code')
  await send('POST', `${as}/token`, {
    basic: [application, secret],
    form: { grant_type: 'authorization_code', code, redirect_uri: 'https://www.example.com' },
  })

  expect(mail).toBe(`Approve this transfer of 1,000,000 USD to Charlie Parker, by entering this OTP: ${otp}`)
  expect(statuses.join(', ')).toBe(
    '1 200, 2 201, 3 200, 4 201, 5 201, 6 201, 7 201, 8 201, 9 201, 10 200, 11 200, 12 201, 13 200, 14 200, 15 200, 16 200, 17 200',
  )
})

test('startStandin() serves the 19 requests of "MFA Transaction Approval using SMS", the same JWT being request and hint', async () => {
  const statuses: string[] = []
  const send = async (method: string, path: string, sending: Sending = {}): Promise<Answer> => {
    const answer = await bench.send(method, path, { token, ...sending })
    statuses.push(`${statuses.length + 1} ${answer.status}`)
    return answer
  }
  const token = await workerToken(bench)
  const api = `/v1/v1/environments/${bench.env}`
  const as = `/${bench.env}/as`
  const redirect_uri = 'https://www.google.com'

  const webApp = { ...APPLICATION, name: 'WebAppWithMFA', type: 'WEB_APP', redirectUris: [redirect_uri] }
  const application = at(await send('POST', `${api}/applications`, { json: webApp }), 'id')
  const secret = at(await send('GET', `${api}/applications/${application}/secret`), 'secret')
  const resources = await send('GET', `${api}/resources`)
  const resource = { id: at(resources, '_embedded.resources.0.id') }
  const scopes = await send('GET', `${api}/resources/${resource.id}/scopes`)
  const names = [0, 1].map((index) => at(scopes, `_embedded.scopes.${index}.name`))
  const grant = { resource, scopes: [0, 1].map((index) => ({ id: at(scopes, `_embedded.scopes.${index}.id`) })) }
  await send('POST', `${api}/applications/${application}/grants`, { json: grant })
  const policy = at(await send('POST', `${api}/signOnPolicies`, { json: { name: 'mfaSignonPolicy' } }), 'id')
  const action = { priority: 5, type: 'MULTI_FACTOR_AUTHENTICATION', sms: { enabled: true }, email: { enabled: false } }
  await send('POST', `${api}/signOnPolicies/${policy}/actions`, { json: action })
  const assignment = { priority: 1, signOnPolicy: { id: policy } }
  await send('POST', `${api}/applications/${application}/signOnPolicyAssignments`, { json: assignment })
  const content = 'Approve this transfer of ${sum} ${currency} to ${recipient}, by entering this OTP: ${OTP}'
  const template = { locale: 'en', content, deliveryMethod: 'SMS' }
  await send('POST', `${api}/templates/transaction/contents`, { json: template })
  const population = at(await send('POST', `${api}/populations`, { json: { name: 'MFAPopulation' } }), 'id')
  const newcomer = { username: 'mfaUser_2', email: 'mfa@example.com', population: { id: population } }
  const user = at(await send('POST', `${api}/users`, { json: newcomer }), 'id')
  const type = (name: string): string => `application/vnd.pingidentity.${name}+json`
  const password = { value: '2FederateM0re!', forceChange: false }
  await send('PUT', `${api}/users/${user}/password`, { json: password, type: type('password.set') })
  await send('PUT', `${api}/users/${user}/mfaEnabled`, { json: { mfaEnabled: true } })
  await send('POST', `${api}/deviceAuthenticationPolicies`, { json: DEVICE_POLICY })
  await send('POST', `${api}/users/${user}/devices`, { json: { type: 'SMS', phone: '+15125201234' } })
  const now = Math.floor(bench.clock.now() / 1000)
  const variables = { sum: '1,000,000', currency: 'USD', recipient: 'Charlie Parker' }
  const jwt = await sign(
    {
      iss: application,
      sub: user,
      aud: `${bench.standin.url}${as}`,
      iat: now,
      exp: now + 3600,
      'pi.template': { name: 'transaction', variables },
    },
    secret,
  )
  const query = `client_id=${application}&response_type=code&response_mode=pi.flow&scope=profile%20openid`
  const flow = await send('GET', `${as}/authorize?${query}&request=${jwt}&login_hint_token=${jwt}`)
  const message = await bench.send('GET', '/standin/outbox?deliveryMethod=SMS')
  const otp = /\d{6}$/.exec(at(message, '0.body'))?.[0]
  await send('POST', `/${bench.env}/flows/${at(flow, 'id')}`, { json: { otp }, type: type('otp.check') })
  const code = at(await send('GET', `${as}/resume?flowId=${at(flow, 'id')}`), 'authorizeResponse.code')
  const tokens = await bench.send('POST', `${as}/token`, {
    basic: [application, secret],
    form: { grant_type: 'authorization_code', code, redirect_uri },
  })

  expect([at(resources, '_embedded.resources.0.name'), names]).toEqual(['openid', ['openid', 'profile']])
  expect([at(flow, 'status'), flow.body]).toMatchObject([
    'OTP_REQUIRED',
    { _embedded: { devices: [{ type: 'SMS', status: 'ACTIVE', phone: '*******34' }] } },
  ])
  expect(at(message, '0.body')).toBe(
    `Approve this transfer of 1,000,000 USD to Charlie Parker, by entering this OTP: ${otp}`,
  )
  expect([tokens.status, at(tokens, 'scope')]).toEqual([200, 'profile openid'])
  expect(statuses.join(', ')).toBe(
    '1 201, 2 200, 3 200, 4 200, 5 201, 6 201, 7 201, 8 201, 9 201, 10 201, 11 201, 12 200, 13 200, 14 201, 15 201, 16 200, 17 200, 18 200',
  )
})

const minutes = (duration: number): object => ({ duration, timeUnit: 'MINUTES' })
const SENT = { enabled: true, otp: { failure: { count: 3, coolDown: minutes(0) }, lifeTime: minutes(30) } }
const APP = { enabled: true, otp: { failure: { count: 3, coolDown: minutes(2) } } }

/** Step 14. */
const DEVICE_POLICY = {
  name: 'useCaseDeviceAuthPolicy',
  sms: SENT,
  email: SENT,
  mobile: APP,
  voice: { ...SENT, enabled: false },
  totp: { ...APP, enabled: false },
  default: false,
  forSignOnPolicy: false,
}
