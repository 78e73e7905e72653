import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectionJson, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { said } from '../support/said.ts'
import { startServer } from '../support/server.ts'

test('execute() stops waiting for a collection at Ctrl-C, and returns 130', async () => {
  const stop = new AbortController()
  const { url } = await startServer(() => stop.abort())

  expect(await said(['run', `${url}/c.json`], stop)).toEqual({
    code: 130,
    out: '',
    err: `error: Cannot read collection "${url}/c.json": it was interrupted\n`,
  })
})

test.each([
  ['json=a.out,html=./a.out', 'Cannot write report "json" and report "html": both go to "./a.out"'],
  ['cli,json=-', 'Cannot write report "cli" and report "json": both go to stdout'],
])('execute() refuses two reports in one place: -r %s', async (reporters, message) => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, '-r', reporters])).toEqual({
    code: 2,
    out: '',
    err: `error: ${message}\n  Give one of them another path, a report by -r name=path\n`,
  })
})

test('execute() tells the verdict on stderr when no reporter does', async () => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, '--silent'])).toEqual({
    code: 1,
    out: '',
    err: 'Shop: failed (1 failure), 1 request\n',
  })
})

test.each([
  [['-r', 'json=a.out', '--export-globals', './a.out'], 'report "json" and export of globals', './a.out'],
  [['--export-globals', 'b', '--export-environment', 'b'], 'export of environment and export of globals', 'b'],
])('execute() refuses an export in the place of another file: %j', async (argv, names, place) => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, ...argv])).toEqual({
    code: 2,
    out: '',
    err: `error: Cannot write ${names}: both go to "${place}"\n  Give one of them another path, a report by -r name=path\n`,
  })
})

test('execute() refuses to export several collections into one file', async () => {
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: 'http://127.0.0.1:1' }]))

  expect(await said(['run', path, path, '--export-environment', 'e.json'])).toEqual({
    code: 2,
    out: '',
    err: 'error: Cannot export to "e.json": several collections would go to one file\n  Give a folder that exists: each collection gets a file of its own\n',
  })
})

test('execute() keeps the secrets of an environment that the export replaces, and masks them elsewhere', async () => {
  const { url } = await startServer()
  const path = temporaryFile('c.json', collectionJson([{ name: 'A', request: url }]))
  const environment = temporaryFile('e.json', { values: [{ key: 'k', value: 'hush', type: 'secret' }] })
  const other = join(temporaryFolder(), 'other.json')

  await said(['run', path, '--silent', '-e', environment, '--export-environment', other])
  await said(['run', path, '--silent', '-e', environment, '--export-environment', environment])

  const values = [other, environment].map(
    (file) => (JSON.parse(readFileSync(file, 'utf8')) as { values: unknown }).values,
  )
  expect(values).toEqual(['[masked]', 'hush'].map((value) => [{ type: 'secret', value, key: 'k' }]))
})

test('execute() masks in a report what an item behind makes a secret', async () => {
  const { url } = await startServer((request, response) =>
    response.end(request.url === '/token' ? JSON.stringify({ access_token: 'Zq7xLater99' }) : '{}'),
  )
  const path = temporaryFile(
    'c.json',
    collectionJson([
      { name: 'Early', request: `${url}/{{plain}}` },
      { name: 'Token', request: `${url}/token` },
    ]),
  )
  const report = join(temporaryFolder(), 'run.har')

  const { code } = await said(['run', path, '--env-var', 'plain=Zq7xLater99', '-r', `har=${report}`])

  const har = readFileSync(report, 'utf8')
  expect({ code, isShown: har.includes('Zq7xLater99'), isMasked: har.includes(`${url}/[access_token#1]`) }).toEqual({
    code: 0,
    isShown: false,
    isMasked: true,
  })
})
