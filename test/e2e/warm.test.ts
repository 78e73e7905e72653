import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, type Finished, flowgate, runBinary, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'
import { warmNewman } from '../support/warm.ts'

interface Line {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const LINES: readonly Line[] = [
  { args: ['run', 'gone.json'], env: {} },
  { args: ['run', 'c.json', '--folder', 'bad'], env: { GITHUB_ACTIONS: 'true' } },
  { args: ['run', 'c.json', '--folder', 'good'], env: {} },
]

/** A folder with a collection of a request that passes and one that fails. */
async function project(): Promise<string> {
  const { url } = await startServer()
  const cwd = temporaryFolder()
  const items = ['200', '404'].map((status) => ({
    name: status === '200' ? 'good' : 'bad',
    request: url,
    event: [testScript(`pm.test('answers', () => pm.response.to.have.status(${status}))`)],
  }))
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  return cwd
}

test('flowgate() runs each line as a process of its own does, whatever the line before was', async () => {
  const cwd = await project()
  const own: Finished[] = []
  const warm: Finished[] = []

  for (const { args, env } of LINES) {
    own.push(timeless(await runBinary(args, { cwd, env })))
    warm.push(timeless(await flowgate(args, { cwd, env })))
  }

  expect(warm).toEqual(own)
  expect(warm.map(({ code }) => code)).toEqual([2, 1, 0])
})

test('warmNewman() runs the line after one that has ended its process', async () => {
  const cwd = await project()
  const run = (...args: readonly string[]): ReturnType<typeof warmNewman> => warmNewman({ args, cwd, env: {} })

  const [ended, failed, passed] = [
    await run('run', 'c.json', '--nonsense'),
    await run('run', 'c.json'),
    await run('run', 'c.json', '--folder', 'good'),
  ]

  expect([ended.code, ended.stderr, ended.summary]).toEqual([1, "error: unknown option '--nonsense'\n", undefined])
  expect([failed.code, failed.summary?.failures.map(({ item }) => item)]).toEqual([1, ['bad']])
  expect([passed.code, passed.stderr, passed.summary?.requests]).toEqual([0, '', 1])
})

function timeless({ code, stdout, stderr }: Finished): Finished {
  return { code, stdout: stdout.replaceAll(/\d+(?:\.\d+)? ?m?s/g, 'TIME'), stderr }
}
