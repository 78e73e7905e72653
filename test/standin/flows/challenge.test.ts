import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, at, authorize, type Bench, openBench, reachOtp, requestClaims, setUp, sign, stable } from '../client.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

afterAll(async () => {
  await bench.standin.close()
})

/** The newest message of the outbox, its one-time password masked. */
async function newest(): Promise<unknown> {
  const { body } = await bench.send('GET', '/standin/outbox')
  const [message] = (body as readonly object[]).slice(-1)
  return JSON.parse(JSON.stringify(stable(message)).replaceAll(/\b\d{6}\b/g, '<otp>'))
}

test('sendChallenge() renders the template that the request object names', async () => {
  const setup = await setUp(bench, { device: { testMode: false } })

  await reachOtp(bench, setup)

  expect(await newest()).toEqual({
    id: '<id>',
    environmentId: '<env>',
    to: 'mobetta@example.com',
    deliveryMethod: 'Email',
    subject: 'PingOne: transaction approval',
    body: 'Approve this transfer of 1,000,000 USD to Charlie Parker, by entering this OTP: <otp>',
    at: '<time>',
  })
})

test('sendChallenge() leaves a variable as written when the request object does not set it', async () => {
  const setup = await setUp(bench, { device: { testMode: false } })
  const template = { name: 'transaction', variant: 'variant_C', variables: { sum: 5 } }
  const request = await sign({ ...requestClaims(bench, setup), 'pi.template': template }, setup.secret)
  const id = at(await authorize(bench, setup, { request }), 'id')

  await act(bench, id, { 'user.lookup': { username: setup.username } })

  expect(await newest()).toMatchObject({
    body: 'Approve this transfer of 5 ${currency} to ${recipient}, by entering this OTP: <otp>',
  })
})

test('sendChallenge() has words of its own for a template without content', async () => {
  const setup = await setUp(bench, { device: { testMode: false } })
  const id = at(await authorize(bench, setup, { request: undefined }), 'id')

  await act(bench, id, { 'user.lookup': { username: setup.username } })

  expect(await newest()).toMatchObject({
    subject: 'Your one-time passcode',
    body: 'Your one-time passcode is <otp>',
  })
})

test('sendChallenge() sends a text message without a subject', async () => {
  const device = { type: 'SMS', phone: '+15125201234', email: undefined, testMode: false }
  const setup = await setUp(bench, { device, action: { email: undefined, sms: { enabled: true } } })
  const json = { locale: 'en', deliveryMethod: 'SMS', content: '${sum} ${otp}' }
  await bench.send('POST', `${setup.api}/templates/transaction/contents`, { token: setup.token, json })

  await reachOtp(bench, setup)

  expect(await newest()).toEqual({
    id: '<id>',
    environmentId: '<env>',
    to: '+15125201234',
    deliveryMethod: 'SMS',
    body: '1,000,000 <otp>',
    at: '<time>',
  })
})

test('sendChallenge() sends nothing to a device in test mode', async () => {
  const before = (await bench.send('GET', '/standin/outbox')).body

  await reachOtp(bench, await setUp(bench))

  expect((await bench.send('GET', '/standin/outbox')).body).toEqual(before)
})
