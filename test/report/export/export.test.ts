import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type ExportSource, exportPath, writeExports } from '../../../src/report/export/export.ts'

const OPTIONS = { exportedAt: '2026-01-02T03:04:05.678Z', exportedUsing: 'flowgate/1.0.0' }

const SOURCE: ExportSource = {
  documents: { collection: { info: { name: 'Demo' }, item: [] } },
  scopes: { environment: { id: 'e', values: [] }, globals: { id: 'g', values: [] }, collection: { values: [] } },
  cookieJar: { cookies: [] },
  ranScripts: new Set(),
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'flowgate-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test('writeExports() writes what was asked for, and makes folders', async () => {
  const path = join(folder(), 'a', 'b', 'globals.json')

  const results = await writeExports({ globals: path }, SOURCE, OPTIONS)

  expect(results).toEqual([{ kind: 'globals', path }])
  expect(readFileSync(path, 'utf8')).toBe(`{
  "id": "g",
  "values": [],
  "name": "globals",
  "_postman_variable_scope": "globals",
  "_postman_exported_at": "2026-01-02T03:04:05.678Z",
  "_postman_exported_using": "flowgate/1.0.0"
}`)
})

test('writeExports() gives files in a folder the names that newman gives', async () => {
  const path = folder()

  const paths = { 'cookie-jar': path, collection: path, globals: path, environment: path }
  const results = await writeExports(paths, SOURCE, OPTIONS)

  expect(results).toEqual(
    ['environment', 'globals', 'collection', 'cookie-jar'].map((kind) => ({
      kind,
      path: join(path, `newman-${kind}-2026-01-02-03-04-05-678-0.json`),
    })),
  )
  expect(results.map((result) => existsSync(result.path))).toEqual([true, true, true, true])
})

test('writeExports() says what cannot be written, and writes the rest', async () => {
  const path = folder()
  writeFileSync(join(path, 'file'), '')

  const paths = { environment: join(path, 'file', 'e.json'), 'cookie-jar': join(path, 'j.json') }
  const [failed, written] = await writeExports(paths, SOURCE, OPTIONS)

  expect([failed?.error?.code, failed?.error?.message]).toEqual([
    'REPORT_UNWRITABLE',
    `Cannot write export "${paths.environment}": a part of the path is a file`,
  ])
  expect(written).toEqual({ kind: 'cookie-jar', path: paths['cookie-jar'] })
  expect(JSON.parse(readFileSync(paths['cookie-jar'], 'utf8'))).toEqual({ cookies: [] })
})

test('exportPath() takes a path with a slash behind it for a file, unless there is that folder', async () => {
  const path = folder()
  mkdirSync(join(path, 'there'))

  const paths = [
    await exportPath(`${path}/new/`, 'globals', OPTIONS),
    await exportPath(`${path}/there/`, 'globals', OPTIONS),
    await exportPath('', 'globals', OPTIONS),
  ]

  const name = 'newman-globals-2026-01-02-03-04-05-678-0.json'
  expect(paths).toEqual([`${path}/new`, join(path, 'there', name), join('newman', name)])
})
