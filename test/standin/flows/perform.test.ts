import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  act,
  at,
  authorize,
  type Bench,
  openBench,
  reachCompleted,
  reachOtp,
  type Setup,
  setUp,
  stable,
} from '../client.ts'

const MINUTE_MS = 60_000

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

test('readFlow() shows a flow as it stands', async () => {
  const flow = await reachOtp(bench, setup)

  const answer = await bench.send('GET', `/${bench.env}/flows/${at(flow, 'id')}`)

  expect([answer.status, stable(answer.body)]).toEqual([200, stable(flow.body)])
})

test('readFlow() answers 404 after 15 idle minutes', async () => {
  const id = at(await authorize(bench, setup), 'id')
  bench.clock.advance(15 * MINUTE_MS)

  const answer = await bench.send('GET', `/${bench.env}/flows/${id}`)

  expect([answer.status, stable(answer.body)]).toEqual([
    404,
    {
      id: '<id>',
      code: 'NOT_FOUND',
      message: 'The request could not be completed. The requested resource was not found.',
    },
  ])
})

test('readFlow() starts the 15 minutes again', async () => {
  const path = `/${bench.env}/flows/${at(await authorize(bench, setup), 'id')}`
  bench.clock.advance(14 * MINUTE_MS)
  await bench.send('GET', path)
  bench.clock.advance(14 * MINUTE_MS)

  const answer = await bench.send('GET', path)

  expect(answer.status).toBe(200)
})

test('performAction() refuses an action that does not belong to the state', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const answer = await act(bench, id, { 'otp.check': { otp: '123456' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [
        {
          code: 'INVALID_VALUE',
          target: 'status',
          message: 'The action is not available in status SIGN_ON_REQUIRED.',
        },
      ],
    },
  ])
})

test('performAction() refuses every action once the flow is completed', async () => {
  const flow = await reachCompleted(bench, setup)

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: '123456' } })

  expect([answer.status, at(answer, 'details.0.message')]).toEqual([
    400,
    'The action is not available in status COMPLETED.',
  ])
})

test('performAction() refuses an unknown media type with 415', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const answer = await bench.send('POST', `/${bench.env}/flows/${id}`, { json: { username: setup.username } })

  expect([answer.status, at(answer, 'code')]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
})

test('performAction() answers 404 for an unknown flow', async () => {
  const answer = await act(bench, 'nothing', { 'user.lookup': { username: setup.username } })

  expect([answer.status, at(answer, 'code')]).toEqual([404, 'NOT_FOUND'])
})

test('performAction() answers 404 for a flow of another environment', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const answer = await bench.send('GET', `/${bench.standin.variables['adminEnvID']}/flows/${id}`)

  expect(answer.status).toBe(404)
})

test('performAction() refuses a body that is not JSON', async () => {
  const id = at(await authorize(bench, setup), 'id')

  const response = await fetch(`${bench.standin.url}/${bench.env}/flows/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.pingidentity.user.lookup+json' },
    body: '{"username":',
  })

  expect([response.status, stable(await response.json())]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_REQUEST',
      message: 'The request could not be completed. The request was malformed or invalid.',
    },
  ])
})

test('performAction() sets the session cookie when an action proves who the user is', async () => {
  const flow = await reachOtp(bench, setup)

  const answer = await act(bench, at(flow, 'id'), { 'otp.check': { otp: at(flow, 'test.otp') } })

  expect([flow.headers.get('set-cookie'), answer.headers.get('set-cookie')?.split(';')[0]]).toEqual([
    null,
    `ST=${at(answer, 'session.id')}`,
  ])
})
