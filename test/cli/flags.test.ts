import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RUN_FLAGS } from '../../src/cli/flags.ts'

const CLI = join(import.meta.dirname, '../../src/cli')
const source = readdirSync(CLI)
  .filter((name) => name.endsWith('.ts') && name !== 'compat.ts')
  .map((name) => readFileSync(join(CLI, name), 'utf8'))
  .join('\n')

test('RUN_FLAGS has no flag that nobody reads', () => {
  const names = RUN_FLAGS.map(({ name }) => name).filter((name) => !name.includes('<'))

  expect(names.filter((name) => !source.includes(`'${name}'`))).toEqual([])
})

test('RUN_FLAGS has no two flags of one spelling', () => {
  const spellings = RUN_FLAGS.flatMap(({ name, alias = [], spellings: others = [] }) => [name, alias, others].flat())

  expect(spellings.filter((name, i) => spellings.indexOf(name) < i)).toEqual([])
})
