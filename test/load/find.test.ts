import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { findCollections } from '../../src/load/find.ts'
import { collectionJson, temporaryFolder } from '../support/cli.ts'

/** A folder with these files; `true` stands for a collection. Paths that are found are told from there. */
function folderWith(files: Readonly<Record<string, object | string | true>>): {
  readonly at: (path: string) => string
  readonly find: (...words: readonly string[]) => Promise<readonly string[]>
} {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    const json = content === true ? collectionJson([]) : content
    writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json))
  }
  const at = (path: string): string => join(folder, path)
  const find = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await findCollections(words.map(at))).map((path) => path.slice(folder.length + 1))
  return { at, find }
}

const TREE = {
  'b/x.postman_collection.json': 'broken, but called a collection',
  'b/deep/y.json': true,
  'a.json': true,
  'B.json': { collection: collectionJson([]) },
  'environment.json': { values: [] },
  'flowgate.config.json': { contract: 'shape' },
  'flowgate.baseline.json': { failures: [] },
  'notes.txt': '',
  'node_modules/p/c.json': true,
  '.git/c.json': true,
} as const

it('findCollections() looks for the collections of a folder, sorted', async () => {
  const { find } = folderWith(TREE)

  expect(await find('')).toEqual(['B.json', 'a.json', 'b/deep/y.json', 'b/x.postman_collection.json'])
})

it('findCollections() takes all files that fit a pattern', async () => {
  const { find } = folderWith(TREE)

  expect(await find('{a,environment}.json', 'b/**/*.json')).toEqual([
    'a.json',
    'environment.json',
    'b/deep/y.json',
    'b/x.postman_collection.json',
  ])
})

it('findCollections() finds nothing twice, and leaves what is named twice', async () => {
  const { find } = folderWith(TREE)

  expect(await find('a.json', '*.json', 'a.json')).toEqual(['a.json', 'B.json', 'environment.json', 'a.json'])
})

it('findCollections() leaves files, URLs, ids and standard input as they are', async () => {
  const words = ['-', 'https://example.test/*.json', '12-ab', 'missing.json']

  expect(await findCollections(words)).toEqual(words)
})

it('findCollections() takes a file whose name looks like a pattern for that file', async () => {
  const { find } = folderWith({ 'a[1].json': true, 'a1.json': true })

  expect(await find('a[1].json')).toEqual(['a[1].json'])
})

it('findCollections() looks into a folder whose name looks like a pattern', async () => {
  const { find } = folderWith({ 'v[1]/a.json': true, 'v1/b.json': true })

  expect(await find('v[1]')).toEqual(['v[1]/a.json'])
})

it('findCollections() leaves the folder of a Collection v3 to its reader', async () => {
  const { find } = folderWith({ 'v3/.resources/definition.yaml': '', 'v3/a.request.yaml': '' })

  expect(await find('v3')).toEqual(['v3'])
})

it('findCollections() refuses a folder without a collection', async () => {
  const { at } = folderWith({ 'environment.json': { values: [] } })

  await expect(findCollections([at('')])).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot run "${at('')}": no collection is in this folder`,
  })
})

it('findCollections() refuses a pattern that nothing fits', async () => {
  const { at } = folderWith({})

  await expect(findCollections([at('**/*.json')])).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot run "${at('**/*.json')}": no file fits this pattern`,
  })
})
