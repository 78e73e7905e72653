import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, type Finished, flowgate, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

interface Project {
  readonly cwd: string
  readonly server: TestServer
  /** Paths that the server refuses. */
  readonly refused: Set<string>
  /** Runs the collection. */
  readonly run: (...flags: readonly string[]) => Promise<Finished>
  /** What was sent since it was asked last. */
  readonly sent: () => readonly string[]
}

async function project(): Promise<Project> {
  const refused = new Set<string>()
  const server = await startServer((request, response) => {
    response.statusCode = refused.has(request.url ?? '') ? 500 : 200
    response.end('{"id":7}')
  })
  const cwd = temporaryFolder()
  const item = [
    {
      name: 'Users',
      item: [
        {
          name: 'Create',
          event: [testScript("pm.environment.set('userID', pm.response.json().id)")],
          request: `${server.url}/create`,
        },
        { name: 'Get', request: { url: `${server.url}/get`, header: [{ key: 'X-User', value: '{{userID}}' }] } },
      ],
    },
    { name: 'Health', request: `${server.url}/health` },
  ]
  const event = [testScript("pm.test('answers 200', () => pm.response.to.have.status(200))")]
  writeFileSync(join(cwd, 'shop.json'), JSON.stringify(collectionJson(item, { event })))
  let seen = 0
  return {
    cwd,
    server,
    refused,
    run: (...flags) => flowgate(['run', 'shop.json', '--silent', ...flags], { cwd }),
    sent: () => {
      const since = server.requests.slice(seen).map(({ path }) => path)
      seen = server.requests.length
      return since
    },
  }
}

const RECORD = '.flowgate/last-failed.json'

/** As if these requests had failed, before the collection got other ids. */
function record(cwd: string, paths: readonly string[]): void {
  const requests = paths.map((path) => ({ id: `old id of ${path}`, path }))
  mkdirSync(join(cwd, '.flowgate'))
  writeFileSync(join(cwd, RECORD), JSON.stringify({ schema: 1, collections: [{ collection: 'Shop', requests }] }))
}

function recorded(cwd: string): readonly string[] {
  const { collections } = JSON.parse(readFileSync(join(cwd, RECORD), 'utf8'))
  return collections.flatMap(({ requests }: { requests: readonly { path: string }[] }) =>
    requests.map(({ path }) => path),
  )
}

test('--last-failed runs what failed, until it passes', async () => {
  const { cwd, refused, run, sent } = await project()
  refused.add('/get').add('/health')
  await run()
  refused.delete('/get')
  sent()

  const second = await run('--last-failed')
  const afterSecond = [sent(), recorded(cwd)]
  refused.clear()
  const third = await run('--last-failed')
  const afterThird = [sent(), recorded(cwd)]
  const fourth = await run('--last-failed')

  expect([second.code, afterSecond]).toEqual([1, [['/get', '/health'], ['Health']]])
  expect([third.code, afterThird]).toEqual([0, [['/health'], []]])
  expect([fourth.code, fourth.stdout, fourth.stderr, sent()]).toEqual([
    0,
    '',
    'Nothing failed last time: nothing was run\n',
    [],
  ])
})

test('--last-failed says what the requests need of those that are not run', async () => {
  const { cwd, refused, run } = await project()
  refused.add('/get')
  record(cwd, ['Users/Get'])

  const { stderr } = await run('--last-failed')

  expect(stderr).toBe(`Only what failed last: 1 of 3 requests of "Shop"
  "Users / Get" needs {{userID}}: the test script of request "Users / Create" sets it, which is not run
  The command under a failure in the report of the whole run runs it behind what it needs
Shop: failed (1 failure), 1 request
`)
})

test('other selections narrow what failed, and what did not run keeps its record', async () => {
  const { cwd, run, sent } = await project()
  record(cwd, ['Users/Get', 'Health'])

  const one = await run('--last-failed', '--folder', 'Health')
  const left = recorded(cwd)
  const none = await run('--last-failed', '--grep', 'health')

  expect([one.code, left, sent()]).toEqual([0, ['Users/Get'], ['/health']])
  expect([none.code, none.stderr.split('\n')[0]]).toEqual([
    2,
    'error: Cannot run "Shop": no request fits --last-failed --grep "health"',
  ])
})

test('--last-failed reads the event log of a run, also in CI, where nothing is recorded', async () => {
  const { cwd, server, refused, sent } = await project()
  refused.add('/health')
  const inCi = { cwd, env: { CI: 'true' } }
  await flowgate(['run', 'shop.json', '-r', 'ndjson=run.ndjson'], inCi)
  sent()

  const { code } = await flowgate(['run', 'shop.json', '--silent', '--last-failed', 'run.ndjson'], inCi)
  const without = await flowgate(['run', 'shop.json', '--last-failed'], inCi)

  expect([code, sent(), existsSync(join(cwd, '.flowgate'))]).toEqual([1, ['/health'], false])
  expect([without.code, without.stderr.split('\n')[0], server.openSockets()]).toEqual([
    2,
    'error: Cannot run what failed last: no run is recorded in ".flowgate/last-failed.json"',
    0,
  ])
})

test('a run leaves a record that git passes over, and none under --compat newman or --no-last-failed', async () => {
  const { cwd, run } = await project()

  await run('--compat', 'newman')
  await run('--no-last-failed')
  const before = readdirSync(cwd)
  await run()

  expect(before).toEqual(['shop.json'])
  expect(readFileSync(join(cwd, '.flowgate/.gitignore'), 'utf8')).toBe('*\n')
  expect(readdirSync(join(cwd, '.flowgate')).toSorted()).toEqual(['.gitignore', 'last-failed.json'])
})

test('a record that cannot be read is refused, and written anew by the next run', async () => {
  const { cwd, run } = await project()
  record(cwd, [])
  writeFileSync(join(cwd, RECORD), '{"schema":1,"collections":[{}]}')

  const refusal = await run('--last-failed')
  const next = await run()

  expect([refusal.code, refusal.stderr]).toEqual([
    2,
    'error: Cannot read record ".flowgate/last-failed.json": it is no record of failures\n  Delete it, and run once more\n',
  ])
  expect([next.code, recorded(cwd)]).toEqual([0, []])
})

test('a run in a folder that cannot be written to says nothing of it', async () => {
  const { cwd, run } = await project()
  // A file where the folder should be stops root as well.
  writeFileSync(join(cwd, '.flowgate'), '')
  chmodSync(cwd, 0o555)

  const { code, stderr } = await run()

  chmodSync(cwd, 0o755)
  expect([code, stderr]).toEqual([0, 'Shop: passed, 3 requests\n'])
})

test('the record holds no secret', async () => {
  const { cwd, refused, run } = await project()
  refused.add('/get')

  await run('--env-var', 'password=Users/Get')

  expect(readFileSync(join(cwd, RECORD), 'utf8')).not.toContain('Users/Get')
})
