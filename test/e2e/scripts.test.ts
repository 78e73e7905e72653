import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, prerequestScript, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

test('secrets of the vault reach scripts and requests, and no report', async () => {
  const server = await startServer()
  const cwd = temporaryFolder()
  const script = "pm.test('vault', async () => pm.expect(await pm.vault.get('two')).to.equal('from-the-line'))"
  const item = {
    name: 'A',
    event: [testScript(script, "console.log('has', await pm.vault.get('one'))")],
    request: { method: 'GET', url: server.url, header: [{ key: 'X-One', value: '{{vault:one}}' }] },
  }
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([item])))
  writeFileSync(join(cwd, 'vault.json'), JSON.stringify({ one: 'from-the-file', two: 'hidden-by-the-line' }))

  const ended = await flowgate(
    ['run', 'c.json', '--vault', 'vault.json', '--vault-var', 'two=from-the-line', '--verbose'],
    { cwd },
  )

  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(server.requests[0]?.headers).toContainEqual(['X-One', 'from-the-file'])
  expect(ended.stdout).not.toMatch(/from-the/)
})

test('a vault file without secrets is refused', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'A', request: 'http://localhost' }])))
  writeFileSync(join(cwd, 'vault.json'), '[1]')

  const ended = await flowgate(['run', 'c.json', '--vault', 'vault.json'], { cwd })

  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: Cannot read vault "vault.json": it holds no secrets by name\n  Write { "name": "value" }, or export an environment\n',
  })
})

test('pm.require finds the packages of a folder', async () => {
  const server = await startServer()
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'packages/@team'), { recursive: true })
  mkdirSync(join(cwd, 'packages/npm'))
  writeFileSync(
    join(cwd, 'packages/@team/tools.js'),
    "module.exports = { double: (n) => n * 2, env: () => pm.environment.get('a') }",
  )
  writeFileSync(
    join(cwd, 'packages/npm/left-pad.js'),
    'module.exports = (text, n) => text.padStart(n); exports.seen = typeof pm',
  )
  const script = `pm.environment.set('a', 'b')
    const tools = pm.require('@team/tools')
    pm.test('packages', () => pm.expect([tools.double(2), tools.env(), pm.require('npm:left-pad@1.3.0')('x', 3)]).to.eql([4, 'b', '  x']))
    pm.test('missing', () => pm.expect(() => pm.require('@team/none')).to.throw("Cannot find package '@team/none'"))`
  writeFileSync(
    join(cwd, 'c.json'),
    JSON.stringify(collectionJson([{ name: 'A', event: [testScript(script)], request: server.url }])),
  )

  const ended = await flowgate(['run', 'c.json', '--script-packages', 'packages'], { cwd })

  expect([ended.code, ended.stderr]).toEqual([0, ''])
})

test('pm.execution.runRequest runs another request with its scripts, and brings back its changes', async () => {
  const server = await startServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ path: request.url }))
  })
  const cwd = temporaryFolder()
  const login = {
    name: 'Login',
    id: 'login-id',
    event: [
      prerequestScript("pm.environment.set('seen', pm.variables.get('user'))"),
      testScript("pm.environment.set('token', pm.response.json().path)"),
    ],
    request: `${server.url}/login/{{user}}`,
  }
  const script = `const response = await pm.execution.runRequest('login-id', { variables: { user: 'ada' } })
    pm.test('ran', () => pm.expect([response.code, pm.environment.get('token'), pm.environment.get('seen')]).to.eql([200, '/login/ada', 'ada']))
    pm.test('none', async () => { try { await pm.execution.runRequest('gone') } catch (error) { pm.expect(error.message).to.include('no request "gone"'); return } throw new Error('ran') })`
  const main = { name: 'Main', event: [prerequestScript(script)], request: `${server.url}/main/{{token}}` }
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([main, login])))

  const ended = await flowgate(['run', 'c.json', '--folder', 'Main'], {
    cwd,
  })

  expect([ended.code, ended.stderr]).toEqual([0, ''])
  expect(server.requests.map(({ path }) => path)).toEqual(['/login/ada', '/main//login/ada'])
})
