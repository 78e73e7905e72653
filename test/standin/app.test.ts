import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench, stable, workerToken } from './client.ts'

let bench: Bench
let token: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

test('answer() takes /v1/v1 for /v1', async () => {
  const answer = await bench.send('GET', `/v1/v1/environments/${bench.env}/populations`, { token })

  expect([answer.status, stable(answer.body)]).toMatchObject([
    200,
    { _links: { self: { href: '<url>/v1/environments/<env>/populations' } } },
  ])
})

test('answer() refuses an unknown path', async () => {
  const answer = await bench.send('GET', `/v1/environments/${bench.env}/nothing`, { token })

  expect([answer.status, stable(answer.body)]).toEqual([
    404,
    {
      id: '<id>',
      code: 'NOT_FOUND',
      message: 'The request could not be completed. The requested resource was not found.',
    },
  ])
})

test('answer() refuses a method that the resource does not have', async () => {
  const answer = await bench.send('PATCH', `/v1/environments/${bench.env}/populations`, { token })

  expect([answer.status, stable(answer.body)]).toEqual([
    405,
    {
      id: '<id>',
      code: 'METHOD_NOT_ALLOWED',
      message: 'The request could not be completed. The method is not supported by this resource.',
    },
  ])
})

test('answer() lets a browser ask beforehand', async () => {
  const answer = await bench.send('OPTIONS', `/v1/environments/${bench.env}/populations`)

  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
})

test('answer() links to the host that the client named', async () => {
  const { port } = new URL(bench.standin.url)

  const response = await fetch(`http://localhost:${port}/v1/environments/${bench.env}/populations`, {
    headers: { authorization: `Bearer ${token}` },
  })

  expect(await response.json()).toMatchObject({
    _links: { self: { href: `http://localhost:${port}/v1/environments/${bench.env}/populations` } },
  })
})
