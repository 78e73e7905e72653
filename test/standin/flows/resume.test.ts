import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  act,
  at,
  authorize,
  type Bench,
  openBench,
  reachCompleted,
  reachOtp,
  resume,
  type Setup,
  setUp,
  stable,
} from '../client.ts'

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

test('resume() hands out a code that is a plain UUID', async () => {
  const flow = await reachCompleted(bench, setup)

  const answer = await resume(bench, at(flow, 'id'))

  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      _links: {
        self: { href: '<url>/<env>/flows/<id>' },
        signOnPage: { href: '<url>/<env>/signon/?flowId=<id>' },
      },
      _embedded: {
        user: { id: '<id>', username: 'mfaUser_<id>', name: { given: 'Test', family: 'User' } },
        application: { name: 'MFA_NativeApp' },
      },
      id: '<id>',
      environment: { id: '<env>' },
      session: { id: '<id>' },
      resumeUrl: '<url>/<env>/as/resume?flowId=<id>',
      status: 'COMPLETED',
      createdAt: '<time>',
      expiresAt: '<time>',
      authorizeResponse: { code: '<id>' },
    },
  ])
})

test('resume() hands out the same code again', async () => {
  const id = at(await reachCompleted(bench, setup), 'id')

  const answers = await Promise.all([resume(bench, id), resume(bench, id)])
  const later = await resume(bench, id)

  expect(new Set([...answers, later].map((answer) => at(answer, 'authorizeResponse.code'))).size).toBe(1)
})

test('resume() refuses a flow that is not completed', async () => {
  const flow = await reachOtp(bench, setup)

  const answer = await resume(bench, at(flow, 'id'))

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [
        {
          code: 'INVALID_VALUE',
          target: 'flowId',
          message: 'The flow cannot be resumed in status OTP_REQUIRED.',
        },
      ],
    },
  ])
})

test('resume() answers 404 for an unknown flow', async () => {
  const answer = await resume(bench, 'nothing')

  expect([answer.status, at(answer, 'code')]).toEqual([404, 'NOT_FOUND'])
})

test('resume() asks for a flow', async () => {
  const answer = await bench.send('GET', `/${bench.env}/as/resume`)

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, 'flowId'])
})

test.each([
  ['query', '?'],
  ['fragment', '#'],
])('resume() redirects with the code in the %s', async (response_mode, separator) => {
  const started = await authorize(bench, setup, { response_mode, state: 's1' })
  const id = new URL(started.headers.get('location') ?? '').searchParams.get('flowId') ?? ''
  const flow = await act(bench, id, { 'user.lookup': { username: setup.username } })
  await act(bench, id, { 'otp.check': { otp: at(flow, 'test.otp') } })

  const answer = await resume(bench, id)

  expect([answer.status, stable(answer.headers.get('location'))]).toEqual([
    302,
    `https://www.example.com${separator}code=<id>&state=s1`,
  ])
})
