import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, start, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

async function folderWith(
  ...scripts: readonly string[]
): Promise<{ readonly cwd: string; readonly requests: readonly unknown[] }> {
  const server = await startServer()
  const cwd = temporaryFolder()
  const items = scripts.map((script, at) => ({
    name: `R${at}`,
    event: [testScript(script)],
    request: `${server.url}/${at}`,
  }))
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  return { cwd, requests: server.requests }
}

test('run --engine newman writes our reports of what newman did', async () => {
  const { cwd, requests } = await folderWith("pm.test('yes', () => {}); pm.test('no', () => pm.expect(1).to.equal(2))")

  const ended = await flowgate(['run', 'c.json', '--engine', 'newman', '-r', 'cli,junit=j.xml,html=h.html'], { cwd })

  expect(ended).toMatchObject({ code: 1, stderr: '' })
  expect(ended.stdout).toContain('expected 1 to equal 2')
  expect(readFileSync(join(cwd, 'j.xml'), 'utf8').match(/<testcase /g)).toHaveLength(2)
  expect([existsSync(join(cwd, 'h.html')), requests.length]).toEqual([true, 1])
})

test('run --engine newman tells a rejection that kills newman, and still writes reports', async () => {
  const { cwd } = await folderWith("Promise.reject(new Error('r'))", "pm.test('never', () => {})")

  const ended = await flowgate(['run', 'c.json', '--engine', 'newman', '-r', 'junit=j.xml'], { cwd })

  expect([ended.code, existsSync(join(cwd, 'j.xml'))]).toEqual([1, true])
})

test('run --engine newman goes on after a script in a loop, as newman does', async () => {
  const { cwd, requests } = await folderWith('while (true);', "pm.test('goes on', () => {})")
  const flags = ['--engine', 'newman', '--timeout-script', '100', '-r', 'junit=j.xml']

  const ended = await flowgate(['run', 'c.json', ...flags], { cwd })

  expect([ended.code, requests.length]).toEqual([1, 2])
  expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).toContain('goes on')
})

test('run --engine newman writes its reports after Ctrl-C, which newman gets as well', async () => {
  const { url } = await startServer((request, response) => {
    if (request.url === '/answered') response.end()
  })
  const cwd = temporaryFolder()
  const items = ['answered', 'never'].map((name) => ({ name, request: `${url}/${name}` }))
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  const args = ['run', 'c.json', '--engine', 'newman', '-r', 'cli,junit=j.xml']
  const { child, finished, says } = start(args, { cwd, leadsGroup: true })
  await says('/answered')

  process.kill(-(child.pid ?? Number.NaN), 'SIGINT')

  const { code, stderr } = await finished
  expect([code, stderr, existsSync(join(cwd, 'j.xml'))]).toEqual([130, '', true])
})

test('parity finds no difference in what both do, random values apart', async () => {
  const { cwd, requests } = await folderWith(
    "pm.test('ok', () => pm.response.to.have.status(200)); pm.environment.set('r', Math.random())",
  )

  const ended = await flowgate(['parity', 'c.json'], { cwd })

  expect([ended.code, ended.stdout]).toEqual([
    0,
    expect.stringMatching(/^no difference \(\d+ facts of 1 item compared, 1 by lot in newman itself\)\n$/),
  ])
  expect(requests.length).toBe(3)
})

test('parity --own-ways shows what flowgate does otherwise, and exits 1', async () => {
  const { cwd } = await folderWith("setTimeout(() => { throw new Error('late') }, 1)")

  const ended = await flowgate(['parity', 'c.json', '--own-ways', '--newman-runs', '1'], { cwd })

  expect(ended.code).toBe(1)
  expect(ended.stdout).toContain('  script error 1\n    newman    (nothing)\n    flowgate  test: Error: late')
  expect(ended.stdout).toContain('  verdict\n    newman    passed\n    flowgate  failed')
})

test.each([
  [['parity'], 'error: Cannot run: no collection given\n'],
  [['parity', 'c.json', '--newman-runs', '0'], 'error: Cannot read the command line: --newman-runs cannot be "0"\n'],
])('%j is a usage error', async (args, message) => {
  const ended = await flowgate(args)

  expect([ended.code, ended.stderr.slice(0, message.length)]).toEqual([2, message])
})
