import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeExports } from '../../src/report/export/export.ts'
import { prepare } from '../../src/run.ts'
import { startServer } from '../support/server.ts'
import { warmNewman } from '../support/warm.ts'

const ENVIRONMENT = {
  id: 'e1',
  _postman_exported_using: 'Postman/11',
  name: 'Dev',
  values: [
    { key: 'a', value: '1', type: 'default', enabled: true },
    { key: 'off', value: '2', disabled: true },
    { key: 'unticked', value: '3', enabled: false },
    { key: 'secret', value: 's', type: 'secret' },
    { key: 'number', value: '7', type: 'number' },
    { key: '', value: 'keyless' },
    { key: 'described', value: '1', description: 'text' },
  ],
}

const SET_COOKIE = ['a=b; Max-Age=60; Path=/', 'h=1; HttpOnly; Secure; SameSite=Lax', 'bare', 'd=1; Domain=localhost']

function collectionOf(url: string): object {
  return {
    info: { _postman_id: 'c', name: 'Exports', description: 'd' },
    auth: { type: 'basic', basic: [{ key: 'username', value: 'u', type: 'string' }] },
    variable: [
      { key: 'v', value: '1', description: 'x' },
      { key: 'w', value: 2, disabled: true },
    ],
    item: [{ name: 'F', item: [{ name: 'one', request: { url: `${url}/x?a=1`, header: 'A: b' }, response: [] }] }],
  }
}

/** Without what differs from run to run. */
function comparable(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) => (VOLATILE.test(name) ? undefined : value))
}

const VOLATILE = /^(id|postman_id|_postman_exported_at|creation|lastAccessed|version)$/

test('writeExports() leaves the files that newman leaves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flowgate-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const at = (name: string): string => join(folder, name)
  const server = await startServer((_request, response) => response.setHeader('Set-Cookie', SET_COOKIE).end('{}'))
  await writeFile(at('c.json'), JSON.stringify(collectionOf(server.url)))
  await writeFile(at('e.json'), JSON.stringify(ENVIRONMENT))
  const kinds = ['environment', 'globals', 'collection', 'cookie-jar'] as const

  const flags = kinds.flatMap((kind) => [`--export-${kind}`, at(`newman-${kind}.json`)])
  const args = ['run', at('c.json'), '-e', at('e.json'), '--global-var', 'g=1', '--silent', ...flags]
  expect(await warmNewman({ args, cwd: folder, env: {} })).toMatchObject({ code: 0, stderr: '' })
  const input = {
    collection: at('c.json'),
    environment: at('e.json'),
    globalVar: [{ key: 'g', value: '1', origin: 'cli' }],
    load: { documents: true, honorEnabled: false },
  } as const
  const prepared = await prepare(input, new AbortController().signal)
  for await (const _ of prepared.events);
  const left = await prepared.left()
  const options = { exportedAt: new Date().toISOString(), exportedUsing: 'Newman/6.2.2' }
  const paths = Object.fromEntries(kinds.map((kind) => [kind, at(`ours-${kind}.json`)]))
  if (left) await writeExports(paths, left, { ...options, exportSecrets: true, newmanShape: true })

  const read = async (whose: string): Promise<readonly unknown[]> =>
    Promise.all(kinds.map(async (kind) => comparable(await readFile(at(`${whose}-${kind}.json`), 'utf8'))))
  expect(await read('ours')).toEqual(await read('newman'))
})
