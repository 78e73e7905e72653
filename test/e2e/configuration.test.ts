import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli, runLibrary } from '../support/both.ts'
import { collectionJson, flowgate, ROOT, temporaryFolder } from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** A folder with a collection and a configuration file; newman and we look for others there as well. */
function folderWith(options: object, url = 'http://localhost'): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, '.newmanrc'), JSON.stringify(options))
  writeFileSync(join(folder, 'c.json'), JSON.stringify(shop(url)))
  return folder
}

function shop(url: string): object {
  return collectionJson([{ name: 'A', request: { method: 'GET', url: `${url}/{{e}}/{{g}}/{{d}}` } }])
}

function paths({ requests }: TestServer): readonly string[] {
  return requests.map(({ path }) => path)
}

const INLINE = {
  environment: { name: 'E', values: [{ key: 'e', value: 'E' }] },
  globals: [{ key: 'g', value: 'G' }],
  iterationData: [{ d: 1 }, { d: 2 }],
}

test.each(['newman', 'ours'] as const)('a configuration file may hold inputs themselves: %s', async (who) => {
  const server = await startServer()
  const cwd = folderWith(INLINE, server.url)

  const { code } = await runCli(who, ['c.json'], { cwd })

  expect([code, paths(server)]).toEqual([0, ['/E/G/1', '/E/G/2']])
})

test.each(['newman', 'ours'] as const)('a configuration file counts for the library, too: %s', async (who) => {
  const server = await startServer()
  const cwd = folderWith(
    { ...INLINE, iterationCount: 3, reporters: ['json'], reporter: { json: { export: 'r.json' } } },
    server.url,
  )

  const ended = await runLibrary(
    who,
    `run({ collection: 'c.json', iterationCount: 1, globals: null, reporter: { json: { x: 1 } } }, (error) => {
      console.log(error, require('node:fs').existsSync('r.json'))
    })`,
    { cwd },
  )

  expect([ended.stdout, paths(server)]).toEqual(['null true\n', ['/E/G/1']])
})

test('--engine newman does not read configuration files once more', async () => {
  const server = await startServer()
  const cwd = folderWith({ folder: ['B', 'C'], iterationCount: 2, exportGlobals: 'g.json' }, server.url)

  const { code, stderr } = await flowgate(
    ['run', 'c.json', '--engine', 'newman', '--folder', 'A', '-n', '1', '--export-globals', 'out.json'],
    { cwd, env: { HOME: cwd } },
  )

  expect([code, stderr, paths(server).length]).toEqual([0, '', 1])
})

test('a configuration file may name the collection where the command line does not', async () => {
  const server = await startServer()
  const cwd = folderWith({ collection: shop(server.url), ...INLINE })

  const { code } = await flowgate(['run', '--silent'], { cwd, env: { HOME: cwd } })

  expect([code, paths(server).length]).toEqual([0, 2])
})

test.each([
  [{ timeoutRequest: 'abc' }, 'timeoutRequest cannot be "abc"', 'Give milliseconds, or a time like 30s or 2m'],
  [{ iterationCount: 1.5 }, 'iterationCount cannot be "1.5"', 'Give a whole number from 1'],
  [{ color: 'purple' }, 'color cannot be "purple"', 'Use one of: auto, on, off'],
  [{ bail: ['all'] }, 'bail cannot be "all"', 'It is folder or failure'],
  [{ envVar: [{ key: '', value: 1 }] }, 'envVar cannot be "=1": it has no variable name', 'Write key=value'],
  [{ reporters: ['json='] }, 'reporters cannot be "json=": it has no path', 'Write name=path, or the name alone'],
])('a wrong value of a configuration file is told by its file and name: %o', async (options, reason, hint) => {
  const cwd = folderWith(options)

  const { code, stderr } = await flowgate(['run', 'c.json'], { cwd, env: { HOME: cwd } })

  expect([code, stderr]).toEqual([2, `error: Cannot read configuration ".newmanrc": ${reason}\n  ${hint}\n`])
})

test('an input in a configuration file that cannot be read is told by its file', async () => {
  const cwd = folderWith({ environment: { values: 3 } })

  const { code, stderr } = await flowgate(['run', 'c.json'], { cwd, env: { HOME: cwd } })

  expect([code, stderr.split('\n')[0]]).toEqual([
    2,
    'error: Cannot read environment ".newmanrc": it has no list of values',
  ])
})

test('the home of another user has no configuration for this one, and a file that this one may not read is told', async () => {
  const [home, cwd] = [temporaryFolder(), folderWith({})]
  const locked = join(home, '.postman/newmanrc')
  mkdirSync(dirname(locked))
  writeFileSync(locked, '{}', { mode: 0o000 })
  chmodSync(home, 0o755)
  chmodSync(cwd, 0o755)

  const unreadable = listAsOther(cwd, home)
  chmodSync(home, 0o000)
  const others = listAsOther(cwd, home)
  chmodSync(home, 0o755)

  expect([unreadable.status, unreadable.stderr.split('\n')[0], others.status, others.stderr]).toEqual([
    2,
    `error: Cannot read configuration "${locked}": permission denied`,
    0,
    '',
  ])
})

/** Lists `c.json` as somebody who is not root, who may read everything, by a copy that they can read, wherever the checkout is. */
function listAsOther(cwd: string, home: string): { readonly status: number | null; readonly stderr: string } {
  const user = process.getuid?.() === 0 ? { uid: 65_534 } : {}
  const copy = temporaryFolder()
  for (const name of ['dist', 'package.json']) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  spawnSync('chmod', ['-R', 'a+rX', copy])
  return spawnSync(process.execPath, [join(copy, 'dist/main.js'), 'run', 'c.json', '--list'], {
    cwd,
    env: { HOME: home },
    encoding: 'utf8',
    ...user,
  })
}
