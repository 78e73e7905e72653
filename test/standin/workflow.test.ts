import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, APPLICATION, at, type Bench, openBench, type Sending, sign, TEMPLATE } from './client.ts'

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
