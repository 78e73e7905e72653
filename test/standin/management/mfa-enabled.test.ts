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
  path = `${users}/${at(await bench.send('POST', users, { token, json }), 'id')}/mfaEnabled`
})

afterAll(async () => {
  await bench.standin.close()
})

test('PUT /mfaEnabled switches MFA on', async () => {
  const answer = await bench.send('PUT', path, { token, json: { mfaEnabled: true } })

  const user = '<url>/v1/environments/<env>/users/<id>'
  const body = { _links: { self: { href: `${user}/mfaEnabled` }, user: { href: user } }, mfaEnabled: true }
  const read = await bench.send('GET', path, { token })
  expect([answer.status, stable(answer.body), stable(read.body)]).toEqual([200, body, body])
})

test('PUT /mfaEnabled asks for the value', async () => {
  const answer = await bench.send('PUT', path, { token, json: {} })

  expect([answer.status, at(answer, 'details.0.code'), at(answer, 'details.0.target')]).toEqual([
    400,
    'REQUIRED_VALUE',
    'mfaEnabled',
  ])
})

test('PUT /mfaEnabled answers 404 for an unknown user', async () => {
  const unknown = `/v1/environments/${bench.env}/users/nobody/mfaEnabled`

  const answer = await bench.send('PUT', unknown, { token, json: { mfaEnabled: true } })

  expect(answer.status).toBe(404)
})
