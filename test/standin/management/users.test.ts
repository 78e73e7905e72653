import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, type Bench, openBench, stable, workerToken } from '../client.ts'

let bench: Bench
let token: string
let path: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
  path = `/v1/environments/${bench.env}/users`
})

afterAll(async () => {
  await bench.standin.close()
})

test('POST /users answers the user', async () => {
  const json = { username: 'mfaUser_1', email: 'mfa@example.com', name: { given: 'Test', family: 'MFAUser' } }

  const answer = await bench.send('POST', path, { token, json })

  const self = '<url>/v1/environments/<env>/users/<id>'
  const password = { href: `${self}/password` }
  expect([answer.status, stable(answer.headers.get('location')), stable(answer.body)]).toEqual([
    201,
    self,
    {
      _links: {
        self: { href: self },
        environment: { href: '<url>/v1/environments/<env>' },
        population: { href: '<url>/v1/environments/<env>/populations/<id>' },
        devices: { href: `${self}/devices` },
        roleAssignments: { href: `${self}/roleAssignments` },
        password,
        'password.reset': password,
        'password.set': password,
        'password.check': password,
        'password.recover': password,
        linkedAccounts: { href: `${self}/linkedAccounts` },
        'account.sendVerificationCode': { href: self },
        memberOfGroups: { href: `${self}/memberOfGroups` },
      },
      id: '<id>',
      environment: { id: '<env>' },
      account: { canAuthenticate: true, status: 'OK' },
      createdAt: '<time>',
      email: 'mfa@example.com',
      enabled: true,
      identityProvider: { type: 'PING_ONE' },
      lifecycle: { status: 'ACCOUNT_OK' },
      mfaEnabled: false,
      name: { given: 'Test', family: 'MFAUser' },
      population: { id: '<id>' },
      updatedAt: '<time>',
      username: 'mfaUser_1',
      verifyStatus: 'NOT_INITIATED',
    },
  ])
})

test('POST /users refuses a username that is taken, in whatever case', async () => {
  await bench.send('POST', path, { token, json: { username: 'twice', email: 'a@example.com' } })

  const answer = await bench.send('POST', path, { token, json: { username: 'TWICE', email: 'b@example.com' } })

  expect([answer.status, stable(answer.body)]).toEqual([
    400,
    {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [{ code: 'UNIQUENESS_VIOLATION', target: 'username', message: 'The username is already in use.' }],
    },
  ])
})

test.each([
  ['email', { email: 'nobody' }],
  ['population.id', { population: { id: 'nothing' } }],
  ['username', { username: '' }],
])('POST /users refuses a wrong %s', async (target, changes) => {
  const json = { username: 'wrong', email: 'a@example.com', ...changes }

  const answer = await bench.send('POST', path, { token, json })

  expect([answer.status, at(answer, 'details.0.target')]).toEqual([400, target])
})

test('POST /users never shows a password', async () => {
  const json = { username: 'with password', email: 'a@example.com', password: { value: '2FederateM0re!' } }

  const answer = await bench.send('POST', path, { token, json })

  expect(JSON.stringify(answer.body)).not.toContain('2FederateM0re!')
})

test('DELETE /users/{id} removes the user', async () => {
  const id = at(await bench.send('POST', path, { token, json: { username: 'gone', email: 'a@example.com' } }), 'id')

  const deleted = await bench.send('DELETE', `${path}/${id}`, { token })
  const read = await bench.send('GET', `${path}/${id}`, { token })

  expect([deleted.status, read.status]).toEqual([204, 404])
})

test('PATCH /users/{id} changes what the body names, and null clears', async () => {
  const json = { username: 'patched', email: 'p@example.com', name: { given: 'Ann', family: 'Old' }, title: 'Dr' }
  const created = await bench.send('POST', path, { token, json })
  const id = at(created, 'id')

  const answer = await bench.send('PATCH', `${path}/${id}`, {
    token,
    json: { email: 'new@example.com', name: { family: 'New' }, title: null, locale: 'de' },
  })

  const { title, ...rest } = created.body as Record<string, unknown>
  expect([answer.status, title, stable(answer.body)]).toEqual([
    200,
    'Dr',
    stable({ ...rest, email: 'new@example.com', name: { given: 'Ann', family: 'New' }, locale: 'de' }),
  ])
})

test('PATCH /users/{id} keeps the password, the devices and the state', async () => {
  const id = at(await bench.send('POST', path, { token, json: { username: 'kept', email: 'k@example.com' } }), 'id')
  await bench.send('PUT', `${path}/${id}/mfaEnabled`, { token, json: { mfaEnabled: true } })
  await bench.send('POST', `${path}/${id}/devices`, { token, json: { type: 'SMS', phone: '+15125201234' } })

  const answer = await bench.send('PATCH', `${path}/${id}`, { token, json: { nickname: 'k' } })
  const devices = await bench.send('GET', `${path}/${id}/devices`, { token })

  expect([at(answer, 'nickname'), answer.body, at(devices, 'count')]).toMatchObject(['k', { mfaEnabled: true }, '1'])
})

test.each([
  ['username', { username: null }, 'REQUIRED_VALUE'],
  ['email', { email: 'nobody' }, 'INVALID_VALUE'],
  ['population.id', { population: { id: 'nothing' } }, 'INVALID_VALUE'],
])('PATCH /users/{id} refuses a wrong %s', async (target, json, code) => {
  const user = { username: `p-${target}`, email: 'p@example.com' }
  const id = at(await bench.send('POST', path, { token, json: user }), 'id')

  const answer = await bench.send('PATCH', `${path}/${id}`, { token, json })

  expect([answer.status, answer.body]).toMatchObject([400, { details: [{ code, target }] }])
})

test('GET /users lists the members of a group', async () => {
  const groups = `/v1/environments/${bench.env}/groups`
  const groupId = at(await bench.send('POST', groups, { token, json: { name: 'members' } }), 'id')
  const id = at(await bench.send('POST', path, { token, json: { username: 'in', email: 'in@example.com' } }), 'id')
  await bench.send('POST', path, { token, json: { username: 'out', email: 'out@example.com' } })
  await bench.send('POST', `${path}/${id}/memberOfGroups`, { token, json: { id: groupId } })

  const filter = encodeURIComponent(`memberOfGroups[id eq "${groupId}"] and username sw "i"`)
  const answer = await bench.send('GET', `${path}?filter=${filter}`, { token })

  expect([answer.status, answer.body]).toMatchObject([200, { count: 1, _embedded: { users: [{ id }] } }])
})
