import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { keptCode } from '../../src/kept/kept-code.ts'
import { ROOT, temporaryFolder } from '../support/cli.ts'

/** The names of what is there of the realm's code, in a folder that something has happened to. */
function namesIn(happen: (folder: string) => void): readonly string[] {
  const folder = temporaryFolder()
  for (const name of ['code.bin', 'code.json']) cpSync(join(ROOT, 'dist/realm', name), join(folder, name))
  happen(folder)
  const { names, of } = keptCode(`${pathToFileURL(folder).href}/`)
  return names.filter((name) => of(name) !== undefined)
}

function change(path: string, edit: (text: string) => string): void {
  writeFileSync(path, edit(readFileSync(path, 'latin1')), 'latin1')
}

it('keptCode() has the code of the realm and of libraries', () => {
  const names = namesIn(() => {})

  expect([names[0], names.length]).toEqual(['flowgate:realm', 11])
})

it('keptCode() has the code of a module for the source alone that it was made of', () => {
  const folder = join(ROOT, 'dist/chunks')
  const source = readFileSync(join(folder, 'cli.cjs'))
  const kept = keptCode(`${pathToFileURL(folder).href}/`)

  const sizes = [source, Buffer.from(source).fill(' ', 0, 1), undefined].map(
    (text) => kept.of('./cli.cjs', text)?.length,
  )

  expect(sizes).toEqual([expect.any(Number), undefined, undefined])
})

it('keptCode() misses a piece that is damaged, and has the others', () => {
  const names = namesIn((folder) =>
    change(join(folder, 'code.bin'), (code) => `${code.slice(0, -1)}${code.endsWith('x') ? 'y' : 'x'}`),
  )

  expect([names.includes('chai-postman'), names.length]).toEqual([false, 10])
})

it.each<[string, (folder: string) => void]>([
  ['a file that is cut', (folder) => change(join(folder, 'code.bin'), (code) => code.slice(0, 50))],
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
  expect(namesIn(happen)).toEqual([])
})
