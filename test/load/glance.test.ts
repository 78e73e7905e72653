import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { glanceAtScripts } from '../../src/load/glance.ts'

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowgate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'collection.json')
  writeFileSync(path, text)
  return path
}

test.each([
  ['none', '{"item":[{"name":"pm.expect is a name","request":"http://a"}]}'],
  ['scripts', '{"event":[{"script":{"exec":["pm.environment.set(1, 2)"]}}]}'],
  ['assertions', '{"event":[{"script":{"exec":["pm.expect(1).to.equal(1)"]}}]}'],
  ['assertions', '{"event":[{"script":{"exec":["pm . response"]}}]}'],
  ['none', ''],
] as const)('glanceAtScripts() sees %s in %s', (glance, text) => {
  expect(glanceAtScripts(file(text))).toBe(glance)
})

test.each(['', 'no/such/file.json', tmpdir(), '\0', 'https://example.invalid/collection.json'])(
  'glanceAtScripts() sees none in what is no file: %j',
  (path) => {
    expect(glanceAtScripts(path)).toBe('none')
  },
)
