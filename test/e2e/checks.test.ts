import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFolder } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

/** A folder with a collection of one request and a configuration in a folder below it, beside a schema. */
async function project(checks: readonly object[]) {
  const server = await startServer((_request, response) => response.end('{"id":7}'))
  const cwd = temporaryFolder()
  const items = [{ name: 'Users', item: [{ name: 'Get one', request: server.url }] }]
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson(items)))
  writeFileSync(join(cwd, 'flowgate.config.json'), JSON.stringify({ checks }))
  writeFileSync(join(cwd, 'user.schema.json'), '{ "properties": { "id": { "type": "string" } } }')
  return { cwd, server }
}

test('run: checks of the configuration are assertions of the run', async () => {
  const { cwd } = await project([{ request: 'Users/*', status: 200, schema: './user.schema.json' }])

  const { code, stdout } = await flowgate(['run', 'c.json', '-r', 'ndjson=-'], { cwd })

  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  const assertions = events
    .filter(({ type }) => type === 'assertion')
    .map(({ name, outcome, origin }) => [name, outcome, origin])
  expect([code, assertions]).toEqual([
    1,
    [
      ['status is 200', 'passed', 'check'],
      ['body fits the schema', 'failed', 'check'],
    ],
  ])
})

test('run: a check that means no request keeps the run from starting', async () => {
  const { cwd, server } = await project([{ request: 'User/*' }, { request: 'Get two' }])

  const { code, stderr } = await flowgate(['run', 'c.json'], { cwd })

  expect([code, stderr, server.requests.length]).toEqual([
    2,
    'error: Cannot use checks[0] of the configuration: no request is "User/*"\n  Write the name, the id or the path (Folder/Name); * stands for any\n',
    0,
  ])
})

test('run: a schema that is not there keeps the run from starting', async () => {
  const { cwd } = await project([{ request: '*', schema: 'nope.json' }])

  const { code, stderr } = await flowgate(['run', 'c.json'], { cwd })

  expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: Cannot read "nope.json" of checks[0].schema: no such file'])
})
