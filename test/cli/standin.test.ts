import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { execute } from '../../src/cli/execute.ts'
import { temporaryFile } from '../support/cli.ts'

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `flowgate standin` on a free port, calls `meet` once it listens, and stops it. */
async function standin(
  args: readonly string[],
  meet: (greeting: string) => Promise<void> = async () => {},
): Promise<Said> {
  const stop = new AbortController()
  let [out, err] = ['', '']
  const code = await execute(['standin', '--port', '0', ...args], {
    version: '1.2.3',
    stdout: process.stdout,
    out: (text) => {
      out += text
      if (out.includes('Ctrl-C')) void meet(out).finally(() => stop.abort())
    },
    err: (text) => (err += text),
    errAsIs: (text) => (err += text),
    signal: stop.signal,
    interruptedBy: () => undefined,
  })
  return { code, out, err }
}

const stable = (text: string): string =>
  text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/port \d+/g, 'port N')

const APPLICATION = {
  enabled: true,
  name: 'web',
  type: 'WEB_APP',
  protocol: 'OPENID_CONNECT',
  tokenEndpointAuthMethod: 'NONE',
}

test('standin tells how to reach it', async () => {
  const { code, out, err } = await standin([])

  expect({ code, out: stable(out), err }).toEqual({
    code: 0,
    out: `The PingOne stand-in listens on http://127.0.0.1:PORT

  authPath        http://127.0.0.1:PORT
  apiPath         http://127.0.0.1:PORT/v1
  adminEnvID      5f1a9e30-0000-4000-8000-00000000ad01
  adminAppID      5f1a9e30-0000-4000-8000-00000000ad02
  adminAppSecret  standin-admin-secret-not-a-real-one-0001
  envID           5f1a9e30-0000-4000-8000-00000000e001

Mail and text messages it sent: http://127.0.0.1:PORT/standin/outbox
Ctrl-C stops it.
`,
    err: '',
  })
})

test('standin --tls prints the file of its certificate, and removes it at the end', async () => {
  const pathOf = (text: string): string => /certificate: (\S+)/.exec(text)?.[1] ?? ''
  let subject = ''

  const { out } = await standin(['--tls'], async (greeting) => {
    subject = new X509Certificate(readFileSync(pathOf(greeting))).subject
  })

  expect([
    subject,
    out.startsWith('The PingOne stand-in listens on https://127.0.0.1:'),
    existsSync(pathOf(out)),
  ]).toEqual(['CN=PingOne stand-in of flowgate', true, false])
})

test.each([
  [
    ['--host', '0.0.0.0'],
    'Warning: the stand-in listens on "0.0.0.0", so other machines can reach it and steer it; its secrets are known to all. Leave out --host unless that is what you want.\n',
  ],
  [['--host', 'localhost'], ''],
])('standin %j warns about other machines', async (args, expected) => {
  const { code, err } = await standin(args)

  expect([code, err]).toEqual([0, expected])
})

test('standin --seed starts with what the file says', async () => {
  const seed = { environments: [{ id: 'seeded', users: [{ username: 'ada', email: 'ada@example.com' }] }] }
  let status = 0

  await standin(['--seed', temporaryFile('seed.json', JSON.stringify(seed))], async (greeting) => {
    const url = /listens on (\S+)/.exec(greeting)?.[1] ?? ''
    status = (await fetch(`${url}/seeded/as/jwks`)).status
  })

  expect(status).toBe(200)
})

test('standin --behaviour wins over the seed', async () => {
  const seed = temporaryFile('seed.json', JSON.stringify({ behaviours: { 'wrong-action': '415', 'par-status': 200 } }))
  let behaviours: unknown

  await standin(['--seed', seed, '--behaviour', 'par-status=201', '--behaviour', 'page-size=5'], async (greeting) => {
    const url = /listens on (\S+)/.exec(greeting)?.[1] ?? ''
    behaviours = await (await fetch(`${url}/standin/behaviours`)).json()
  })

  expect(behaviours).toMatchObject({ 'wrong-action': '415', 'par-status': '201', 'page-size': 5 })
})

describe('standin refuses', () => {
  test('a seed file that does not exist', async () => {
    const { code, err } = await standin(['--seed', 'nowhere.json'])

    expect([code, err]).toEqual([
      2,
      'error: Cannot read seed "nowhere.json": no such file\n  Check the path given with --seed, or remove it to start without\n',
    ])
  })

  test('a seed file that is no JSON', async () => {
    const file = temporaryFile('seed.json', '{"environments": [}')

    const { code, err } = await standin(['--seed', file])

    expect([code, err]).toEqual([2, expect.stringContaining(`Cannot read seed "${file}": `)])
  })

  test.each([
    [[], 'the file: must be an object'],
    [{ environment: [] }, 'environment: unknown; known are environments, behaviours', 'Did you mean "environments"?'],
    [{ rooms: [] }, 'rooms: unknown; known are environments, behaviours'],
    [{ behaviours: [] }, 'behaviours: must be an object'],
    [
      { behaviours: { 'wrong-acton': '415' } },
      'behaviours.wrong-acton: does not exist',
      'Did you mean "wrong-action"?',
    ],
    [
      { behaviours: { 'list-count': 'pages' } },
      'behaviours.list-count: cannot be "pages", it must be one of: all, page, none',
      'Did you mean "page"?',
    ],
    [{ environments: {} }, 'environments: must be a list'],
    [{ environments: [1] }, 'environments[0]: must be an object'],
    [
      { environments: [{ user: [] }] },
      /^environments\[0\]\.user: unknown; known are id, name, resources, /,
      'Did you mean "users"?',
    ],
    [{ environments: [{ users: [{ username: 'ada' }] }] }, 'environments[0].users[0].email: must not be null'],
    [
      { environments: [{ applications: [{ ...APPLICATION, type: 'ROBOT' }] }] },
      /^environments\[0\]\.applications\[0\]\.type: must be one of: WEB_APP, /,
    ],
    [
      { environments: [{ applications: [{ ...APPLICATION, signOnPolicies: ['None'] }] }] },
      'environments[0].applications[0].signOnPolicies[0]: no sign-on policy has this name',
    ],
    [
      { environments: [{ applications: [{ ...APPLICATION, grants: [{ resource: 'None', scopes: [] }] }] }] },
      'environments[0].applications[0].grants[0].resource: no resource has this name',
    ],
    [
      {
        environments: [
          {
            resources: [{ name: 'A', scopes: ['a'] }],
            applications: [{ ...APPLICATION, grants: [{ resource: 'A', scopes: ['b'] }] }],
          },
        ],
      },
      'environments[0].applications[0].grants[0].scopes: the resource has no scope "b"',
    ],
    [
      { environments: [{ users: [{ username: 'ada', email: 'ada@example.com', password: 1 }] }] },
      'environments[0].users[0].password: must be a text',
    ],
    [
      { environments: [{ users: [{ username: 'ada', email: 'ada@example.com', devices: [{ type: 'SMS' }] }] }] },
      'environments[0].users[0].devices[0].phone: must be a phone number in international format',
    ],
    [
      { environments: [{ templates: [{ template: 'none' }] }] },
      /^environments\[0\]\.templates\[0\]\.template: must be one of: transaction, /,
    ],
  ])('the seed %j', async (seed, reason, meant = 'docs/standin.md says what a seed file may hold') => {
    const file = temporaryFile('seed.json', JSON.stringify(seed))

    const { code, err } = await standin(['--seed', file])

    const [told, hint] = err.split('\n  ')
    expect([code, told?.replace(`error: Cannot read seed "${file}": `, ''), hint]).toEqual([
      2,
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
      `${meant}\n`,
    ])
  })

  test.each([
    ['wrong-acton=415', 'cannot be set: "wrong-acton" does not exist', 'Did you mean "wrong-action"?'],
    [
      'wrong-action=416',
      'cannot be set: "wrong-action" cannot be "416", it must be one of: 400, 415',
      'Did you mean "415"?',
    ],
    [
      'page-size=many',
      'cannot be set: "page-size" cannot be "many", it must be a whole number from 1 to 1000',
      'docs/standin.md lists the behaviours and their values',
    ],
    ['wrong-action', 'cannot be "wrong-action": it has no value', 'Write --behaviour name=value'],
  ])('--behaviour %s', async (behaviour, reason, hint) => {
    const { code, err } = await standin(['--behaviour', behaviour])

    expect([code, err]).toEqual([2, `error: Cannot read the command line: --behaviour ${reason}\n  ${hint}\n`])
  })

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = Object(server.address())

    const { code, err } = await standin(['--port', String(port)])

    server.close()
    expect([code, stable(err)]).toEqual([
      2,
      'error: Cannot start the stand-in on port N: the port is taken\n  Pass --port <n> with another one, or --port N for a free one\n',
    ])
  })

  test('an address that is not of this machine', async () => {
    const { code, err } = await standin(['--host', '192.0.2.1'])

    expect([code, err]).toEqual([
      2,
      'error: Cannot start the stand-in on port 0 of "192.0.2.1": this machine has no address "192.0.2.1"\n  Pass --host with one of its own, or leave it out\n',
    ])
  })
})
