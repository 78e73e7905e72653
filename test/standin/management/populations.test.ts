import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  path = `/v1/environments/${bench.env}/populations`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /populations answers the population', async () => {
  const json = { name: 'MFAPopulation_1', description: 'Population for MFA users' }

  const answer = await bench.send('POST', path, { token, json })

  const self = '<url>/v1/environments/<env>/populations/<id>'
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    self,
    {
      _links: {
        self: { href: self },
        environment: { href: '<url>/v1/environments/<env>' },
        theme: { href: '<url>/v1/environments/<env>/themes/<id>' },
      },
      id: '<id>',
      environment: { id: '<env>' },
      name: 'MFAPopulation_1',
      description: 'Population for MFA users',
      userCount: 0,
      createdAt: '<time>',
      updatedAt: '<time>',
      preferredLanguage: 'en',
      theme: { id: '<id>' },
      default: false,
    },
  ])
})

test('POST /populations refuses a name that is taken', async () => {
  await bench.send('POST', path, { token, json: { name: 'twice' } })

  const answer = await bench.send('POST', path, { token, json: { name: 'twice' } })

  expect([answer.status, at(answer, 'details.0.code'), at(answer, 'details.0.target')]).toEqual([
    400,
    'UNIQUENESS_VIOLATION',
    'name',
  ])
})

test('GET /populations counts the users', async () => {
  const id = at(await bench.send('POST', path, { token, json: { name: 'counted' } }), 'id')
  const user = { username: 'counted', email: 'a@example.com', population: { id } }
  await bench.send('POST', `/v1/environments/${bench.env}/users`, { token, json: user })

  const answer = await bench.send('GET', `${path}/${id}`, { token })

  expect(at(answer, 'userCount')).toBe('1')
})

test('DELETE /populations/{id} keeps the default one', async () => {
  const list = await bench.send('GET', `${path}?filter=default eq true`, { token })

  const answer = await bench.send('DELETE', `${path}/${at(list, '_embedded.populations.0.id')}`, { token })

  expect([answer.status, at(answer, 'details.0.message')]).toEqual([400, 'The default population cannot be deleted.'])
})
