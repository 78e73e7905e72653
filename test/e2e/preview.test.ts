import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, prerequestScript, ROOT, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** A project in a folder, whose requests and scripts would all reach the server. */
async function project(): Promise<{ readonly cwd: string; readonly server: TestServer }> {
  const server = await startServer()
  const cwd = temporaryFolder()
  const write = (name: string, content: object): void => {
    writeFileSync(join(cwd, name), JSON.stringify(content, undefined, 1))
  }
  mkdirSync(join(cwd, 'apis'))
  write(
    'apis/shop.json',
    collectionJson(
      [
        {
          name: 'Users',
          description: '@crud',
          item: [
            {
              name: 'Create',
              event: [
                prerequestScript(`pm.sendRequest('${server.url}/sent-by-a-script')`),
                testScript("pm.environment.set('userID', pm.response.json().id)"),
              ],
              request: {
                method: 'POST',
                url: '{{base}}/users/{{row}}',
                header: [{ key: 'X-Key', value: '{{apiKey}}' }],
              },
            },
            { name: 'Get', request: { url: '{{base}}/users/{{userID}}?at={{$timestamp}}&token={{apiKey}}' } },
          ],
        },
        {
          name: 'Approve',
          request: {
            url: '{{base}}/approve?x={{bse}}&request={{requestParam}}&late={{late}}',
            auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}' }] },
          },
        },
        { name: 'Last', event: [testScript("pm.globals.set('late', 1)")], request: { url: '{{base}}/{{note}}' } },
      ],
      {
        variable: [
          { key: 'base', value: server.url },
          { key: 'note', value: '' },
        ],
      },
    ),
  )
  write('apis/health.json', {
    ...collectionJson([{ name: 'Up @smoke', request: '{{base}}/up' }]),
    info: { name: 'Health', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  })
  write('environment.json', {
    values: [
      { key: 'base', value: server.url },
      { key: 'apiKey', value: 'very-secret-key-1', type: 'secret' },
      { key: 'adminAppID', value: 'id' },
      { key: 'adminAppSecret', value: 'secret' },
      { key: 'authPath', value: server.url },
      { key: 'adminEnvID', value: 'env' },
    ],
  })
  write('rows.json', [{ row: 'a' }, { row: 'b' }])
  write('flowgate.config.json', { tags: { 'Users/*': ['slow'], Last: ['@smoke'] } })
  return { cwd, server }
}

const RUN = ['run', 'apis', '-e', 'environment.json', '-d', 'rows.json']

test('--list prints what would run as a tree, and sends nothing', async () => {
  const { cwd, server } = await project()

  const { code, stdout, stderr } = await flowgate([...RUN, '--list'], { cwd })

  expect({ code, stderr, sockets: server.sockets() }).toEqual({ code: 0, stderr: '', sockets: 0 })
  expect(stdout).toBe(`Health · apis/health.json · 1 request · 2 iterations, 2 rows of data
  → Up @smoke  GET {{base}}/up  @smoke

Shop · apis/shop.json · 4 requests · 2 iterations, 2 rows of data
  ❏ Users
    ↳ Create  POST {{base}}/users/{{row}}  @crud  @slow
    ↳ Get  GET {{base}}/users/{{userID}}?at={{$timestamp}}&token={{apiKey}}  @crud  @slow
  → Approve  GET {{base}}/approve?x={{bse}}&request={{requestParam}}&late={{late}}
  → Last  GET {{base}}/{{note}}  @smoke

2 collections, 5 requests, 10 with all iterations
`)
})

test('--list json prints the part of a shard for programs, filtered as a run is', async () => {
  const { cwd, server } = await project()

  const { code, stdout } = await flowgate(
    [...RUN, '--list', 'json', '--shard', '2/2', '--tag', 'smoke', '--exclude', 'up'],
    { cwd },
  )

  expect({ code, sockets: server.sockets() }).toEqual({ code: 0, sockets: 0 })
  const request = { name: 'Last', path: 'Last', folders: [], method: 'GET', url: '{{base}}/{{note}}', tags: ['smoke'] }
  expect(JSON.parse(stdout)).toEqual({
    schema: 1,
    collections: [
      {
        id: expect.any(String),
        name: 'Shop',
        source: 'apis/shop.json',
        iterations: 2,
        rows: 2,
        units: 2,
        part: { shard: 2, shards: 2, collection: 0, collections: 1, iterations: [1] },
        requests: [{ id: expect.any(String), ...request, line: expect.any(Number) }],
      },
    ],
  })
})

test('--only-iterations chooses what is listed and resolved', async () => {
  const { cwd } = await project()
  const only = ['apis/shop.json', '--only-iterations', '2', '--folder', 'Create']

  const list = await flowgate(['run', '-e', 'environment.json', '-d', 'rows.json', ...only, '--list'], { cwd })
  const dry = await flowgate(['run', '-e', 'environment.json', '-d', 'rows.json', ...only, '--dry-run'], { cwd })

  expect(list.stdout).toBe(`Shop · apis/shop.json · 1 request · iteration 2 of 2, 2 rows of data
  ❏ Users
    ↳ Create  POST {{base}}/users/{{row}}  @crud  @slow

1 request
`)
  expect(dry.stdout.match(/users\/\w+/g)).toEqual(['users/b'])
})

test('--dry-run resolves as many iterations as anybody asks for', async () => {
  const { cwd } = await project()
  const many = ['apis/shop.json', '--iteration-count', '2000000000', '--folder', 'Create']

  const { stdout } = await flowgate(['run', '-e', 'environment.json', '-d', 'rows.json', ...many, '--dry-run'], { cwd })

  expect(stdout.match(/users\/\w+/g)).toEqual(['users/a', 'users/b'])
})

test('--dry-run json tells programs the same', async () => {
  const { cwd, server } = await project()

  const { code, stdout } = await flowgate([...RUN, '--grep', 'users/get', '--dry-run', 'json'], {
    cwd,
  })

  expect(code).toBe(1)
  expect(JSON.parse(stdout.replaceAll(server.url, 'http://server'))).toEqual({
    schema: 1,
    collections: [
      {
        name: 'Shop',
        source: 'apis/shop.json',
        iterations: 2,
        rows: 2,
        requests: [
          {
            name: 'Get',
            folders: ['Users'],
            method: 'GET',
            urls: ['http://server/users/{{userID}}?at={{$timestamp}}&token=[apiKey#1]'],
            faults: [],
            isReady: false,
            variables: [
              {
                name: 'userID',
                origin: 'nowhere',
                isUnresolved: true,
                text: 'is set by no scope, script or producer. Select its request as well: the test script of request "Users / Create" sets it',
              },
            ],
          },
        ],
      },
    ],
  })
})

test('--dry-run resolves what is known, tells what nothing sets, masks secrets and sends nothing', async () => {
  const { cwd, server } = await project()

  const { code, stdout, stderr } = await flowgate([...RUN, '--dry-run'], { cwd })

  expect({ code, stderr, sockets: server.sockets() }).toEqual({ code: 1, stderr: '', sockets: 0 })
  expect(
    stdout.replaceAll(server.url, 'http://server'),
  ).toBe(`Health · apis/health.json · 1 request · 2 iterations, 2 rows of data
  → Up @smoke
    GET http://server/up

Shop · apis/shop.json · 4 requests · 2 iterations, 2 rows of data
  ❏ Users
    ↳ Create
      POST http://server/users/a
      POST http://server/users/b
    ↳ Get
      GET http://server/users/{{userID}}?at={{$timestamp}}&token=[apiKey#1]
      · {{userID}} is set by the test script of request "Users / Create"
  → Approve
    GET http://server/approve?x={{bse}}&request={{requestParam}}&late={{late}}
    ✗ {{bse}} is set by no scope, script or producer. Did you mean {{base}}?
    · {{requestParam}} is made natively
    ○ {{late}} is set later only, by the test script of request "Last"
    · {{accessToken}} is made natively
  → Last
    GET http://server/
    ○ {{note}} is empty, and set by no script

5 requests, 1 of them not ready: 1 variable unresolved
`)
})

test('--dry-run passes where everything is set, or set by something, and starts no stand-in', async () => {
  const collection = join(ROOT, 'collections/simple-login.postman_collection.json')

  const { code, stdout } = await flowgate(['run', collection, '--standin', '--dry-run'], { cwd: temporaryFolder() })

  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    '15 requests: every variable is set, or something sets it',
  ])
  expect(stdout).toContain('POST http://127.0.0.1:<port>/')
})
