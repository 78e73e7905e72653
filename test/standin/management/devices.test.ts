import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  const json = { username: 'tom', email: 'tom@example.com' }
  const users = `/v1/environments/${bench.env}/users`
  path = `${users}/${at(await bench.send('POST', users, { token, json }), 'id')}/devices`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /devices answers an email device', async () => {
  const answer = await bench.send('POST', path, { token, json: { type: 'EMAIL', email: 'mobetta@example.com' } })

  const user = '<url>/v1/environments/<env>/users/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    `${user}/devices/<id>`,
    {
      _links: {
        self: { href: `${user}/devices/<id>` },
        environment: { href: '<url>/v1/environments/<env>' },
        user: { href: user },
      },
      id: '<id>',
      environment: { id: '<env>' },
      user: { id: '<id>' },
      type: 'EMAIL',
      status: 'ACTIVE',
      createdAt: '<time>',
      updatedAt: '<time>',
      email: 'mobetta@example.com',
    },
  ])
})

test('POST /devices answers an SMS device in test mode', async () => {
  const json = { type: 'SMS', phone: '+1 (512) 520-1234', testMode: true }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, answer.body]).toMatchObject([201, { type: 'SMS', phone: '+1 (512) 520-1234', testMode: true }])
})

test.each([
  ['email', { type: 'EMAIL' }],
  ['email', { type: 'EMAIL', email: 'nobody' }],
  ['phone', { type: 'SMS', phone: '5125201234' }],
  ['type', { type: 'PIGEON' }],
])('POST /devices refuses a wrong %s: %j', async (target, json) => {
  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})

test('GET /devices lists them', async () => {
  const answer = await bench.send('GET', path, { token })

  expect(answer.body).toMatchObject({ _embedded: { devices: [{ type: 'EMAIL' }, { type: 'SMS' }] }, count: 2 })
})
