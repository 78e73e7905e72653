import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { collectionJson, flowgate, prerequestScript, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const ID = '1237625c-12f9-4ab1-8656-351142b6c100'

it('run --contract shape fails what is not as in the example; drift --update saves what came, and it is green', async () => {
  const { url } = await startServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end('{"id":7,"name":"b","access_token":"a-secret-that-nobody-knows"}')
  })
  const header = [{ key: 'Content-Type', value: 'application/json' }]
  const body = `{\n  "id": "${ID}",\n  "name": "a"\n}`
  const saved = { name: '200 OK', code: 200, header, body }
  const file = temporaryFile(
    'c.json',
    collectionJson([
      { name: 'A', request: url, response: [saved] },
      { name: 'B', request: url },
    ]),
  )
  const before = readFileSync(file, 'utf8')
  const junit = join(temporaryFolder(), 'junit.xml')

  const broken = await flowgate(['run', file, '--contract', 'shape', '-r', `cli,junit=${junit}`])
  const drift = await flowgate(['drift', file, '--update'])
  const fixed = await flowgate(['run', file, '--contract', 'shape'])

  expect([broken.code, drift.code, fixed.code]).toEqual([1, 0, 0])
  expect(broken.stdout).toContain('response.body.id: expected a UUID as in example "200 OK", got number 7')
  expect(broken.stdout).toContain('no contract (skipped)')
  expect(readFileSync(junit, 'utf8')).toMatch(/<testcase name="no contract"[^>]*>\s*<skipped/)
  expect(drift.stdout).toBe(
    [
      'A',
      '  ~ retyped  id            a UUID → a number  (example "200 OK")',
      '  + added    access_token  a text  (example "200 OK")',
      '',
      'Drift in 1 of 1 requests: 1 added, 0 removed, 1 retyped',
      'No contract: B',
      `Updated 1 of 1 examples in ${file}`,
      '',
    ].join('\n'),
  )
  const after = '{\n  "id": 7,\n  "name": "a",\n  "access_token": "[access_token#1]"\n}'
  expect(readFileSync(file, 'utf8')).toBe(before.replace(JSON.stringify(body), () => JSON.stringify(after)))
})

it('run judges requests of pm.execution.runRequest by contracts and checks, and ends with --bail', async () => {
  const { url, requests } = await startServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end('{"id":7}')
  })
  const header = [{ key: 'Content-Type', value: 'application/json' }]
  const saved = { name: '200 OK', code: 200, header, body: JSON.stringify({ id: ID }) }
  const items = [
    { name: 'Main', request: url, event: [prerequestScript("await pm.execution.runRequest('Login')")] },
    { name: 'Next', request: url },
    { name: 'Login', request: url, response: [saved] },
  ]
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  const config = { contract: { requests: { Login: 'shape' } }, checks: [{ request: 'Login', status: 201 }] }
  writeFileSync(join(cwd, 'flowgate.config.json'), JSON.stringify(config))

  const { code, stdout } = await flowgate(
    ['run', 'c.json', '--folder', 'Main', '--folder', 'Next', '--bail', '-r', 'ndjson=-'],
    { cwd },
  )

  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    .filter(({ type }) => type === 'assertion')
    .map(({ name, outcome }) => [name, outcome])
  expect([code, told, requests.length]).toEqual([
    1,
    [
      ['contract: status (Login)', 'passed'],
      ['contract: media type (Login)', 'passed'],
      ['contract: body (Login)', 'failed'],
      ['status is 201 (Login)', 'failed'],
    ],
    1,
  ])
})
