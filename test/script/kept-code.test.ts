import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { keptCode } from '../../src/script/kept-code.ts'
import { ROOT, temporaryFolder } from '../support/cli.ts'

/** The names of what is used of a realm's folder that something has happened to. */
function usedOf(happen: (folder: string) => void, isWarm = true): readonly string[] {
  const folder = temporaryFolder()
  for (const name of ['code.bin', 'code.json']) cpSync(join(ROOT, 'dist/realm', name), join(folder, name))
  happen(folder)
  return Object.keys(keptCode(`${pathToFileURL(folder).href}/`, isWarm))
}

function change(path: string, edit: (text: string) => string): void {
  writeFileSync(path, edit(readFileSync(path, 'latin1')), 'latin1')
}

it('keptCode() has the code of the realm, and of the libraries for who will ask for them', () => {
  const cold = usedOf(() => {}, false)
  const warm = usedOf(() => {})

  expect([cold, warm[0], warm.length]).toEqual([['flowgate:realm'], 'flowgate:realm', 11])
})

it.each<[string, (folder: string) => void]>([
  ['a byte that changed', (folder) => change(join(folder, 'code.bin'), (code) => `${code.slice(0, -1)}\u0001`)],
  ['a file that is cut', (folder) => change(join(folder, 'code.bin'), (code) => code.slice(0, 5_000))],
  ['an empty file', (folder) => writeFileSync(join(folder, 'code.bin'), '')],
  ['a file that is gone', (folder) => rmSync(join(folder, 'code.bin'))],
  ['an index that is gone', (folder) => rmSync(join(folder, 'code.json'))],
  ['an index that is cut', (folder) => change(join(folder, 'code.json'), (index) => index.slice(0, 40))],
  ['code of another V8', (folder) => change(join(folder, 'code.json'), (index) => index.replace(/-node/, '-edon'))],
  [
    'code of another machine',
    (folder) => change(join(folder, 'code.json'), (index) => index.replace(process.arch, 'x')),
  ],
])('keptCode() has none of %s', (_, happen) => {
  expect(usedOf(happen)).toEqual([])
})
