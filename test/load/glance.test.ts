import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { glanceAtScripts } from '../../src/load/glance.ts'
import { temporaryFile } from '../support/cli.ts'

function file(text: string): string {
  return temporaryFile('collection.json', text)
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
