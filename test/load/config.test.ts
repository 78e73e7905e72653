import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defineConfig, loadConfig } from '../../src/load/config.ts'
import { temporaryFolder } from '../support/cli.ts'

/** The path of a file with this text, alone in a folder. */
function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

test('loadConfig() has nothing to say in a folder without a configuration', async () => {
  expect(await loadConfig(undefined, temporaryFolder())).toEqual({})
})

test('loadConfig() finds a module in the folder, and prefers it to JSON', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flowgate.config.json'), '{"inputs":{"a":"json"}}')
  writeFileSync(join(folder, 'flowgate.config.mjs'), 'export default { inputs: { a: "module" } }')

  expect(await loadConfig(undefined, folder)).toEqual({ inputs: { a: 'module' } })
})

test('loadConfig() hands on producers', async () => {
  const path = file('mine.mjs', 'export default { producers: { ticket: ({ get }) => get("a") + "!" } }')

  const { producers } = await loadConfig(path)

  expect(producers?.['ticket']?.({ get: () => 'x' } as never)).toBe('x!')
})

test('defineConfig() is its argument', () => {
  const config = { producers: { a: (): string => 'b' } }

  expect(defineConfig(config)).toBe(config)
})

const RETRIES = 'Write {"retries": {"count": 2, "on": ["network", "5xx", "429"], "unsafe": ["Folder/Name"]}}'
const SHAPE = 'Write export default { producers: { name: async ({ get, clock, random }) => value } }'

test.each([
  { text: 'export default []', reason: 'it is not an object', hint: SHAPE },
  {
    text: 'export const producers = {}',
    reason: 'it has no default export',
    hint: 'Write export default { producers: { … } }',
  },
  {
    text: 'export default { producer: {} }',
    reason: 'it has no option "producer"',
    hint: 'Options are inputs, contract, producers, sequential, secrets, retries',
  },
  {
    text: 'export default { inputs: { requestLifetime: 60 } }',
    reason: 'inputs.requestLifetime is not a text',
    hint: 'Write {"inputs": {"requestAlg": "RS256"}}',
  },
  {
    text: 'export default { contract: { requests: { Users: "on" } } }',
    reason: 'contract.requests["Users"] is none of off, shape and strict',
    hint: 'Write {"contract": "shape"}, or {"contract": {"default": "shape", "requests": {"Folder/Request": "off"}}}',
  },
  { text: 'export default { producers: { a: "b" } }', reason: 'producers.a is not a function', hint: SHAPE },
  { text: 'export default { producers: [] }', reason: 'producers is not a function', hint: SHAPE },
  { text: 'export default { retries: 2 }', reason: 'retries is not an object', hint: RETRIES },
  { text: 'export default { retries: { times: 2 } }', reason: 'retries has no member "times"', hint: RETRIES },
  {
    text: 'export default { retries: { count: -1 } }',
    reason: 'retries.count is not a whole number from 0',
    hint: RETRIES,
  },
  {
    text: 'export default { retries: { on: ["4xx"] } }',
    reason: 'retries.on is not a list of network, 5xx, 429, assertion',
    hint: RETRIES,
  },
  {
    text: 'export default { retries: { unsafe: "Folder" } }',
    reason: 'retries.unsafe is not true, false or a list of names',
    hint: RETRIES,
  },
  {
    text: 'export default { sequential: "Shop" }',
    reason: 'sequential is neither true nor a list of names',
    hint: 'Write {"sequential": ["Name of the collection"]}, or true for all collections',
  },
  { text: 'throw new TypeError("no\\nway")', reason: 'it throws TypeError: no', hint: undefined },
])('loadConfig() refuses a module: $reason', async ({ text, reason, hint }) => {
  const path = file('flowgate.config.mjs', text)

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `Cannot read configuration "${path}": ${reason}`,
    hint,
  })
})

test('loadConfig() says what to do when defineConfig is not there', async () => {
  const path = file('flowgate.config.mjs', 'import { defineConfig } from "flowgate"\nexport default defineConfig({})')

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    hint: 'Install flowgate beside it, or export the object without defineConfig',
  })
})

test('loadConfig() names line and column of what is not JSON', async () => {
  const path = file('flowgate.config.json', '{\n  "inputs": tru\n}')

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'INPUT_NOT_JSON',
    message: expect.stringMatching(/^Cannot read configuration "[^"]+": not valid JSON, line 2, column 13: /),
  })
})

test.each(['flowgate.config.mjs', 'flowgate.config.json'])('loadConfig() says that %s is not there', async (name) => {
  const path = join(temporaryFolder(), name)

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read configuration "${path}": no such file`,
    hint: 'Check the path given with --config',
  })
})

test('loadConfig() says that it is a folder', async () => {
  const path = join(temporaryFolder(), 'flowgate.config.json')
  mkdirSync(path)

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read configuration "${path}": it is a folder`,
  })
})

test.each([
  [{ secrets: 'pin' }, 'secrets is not a list of names'],
  [{ secrets: { names: 'pin' } }, 'secrets.names is not a list of names'],
  [{ secrets: { names: ['*'] } }, 'secrets.names is not a list of names'],
  [{ secrets: { also: ['pin'] } }, 'secrets has no option "also"'],
])('loadConfig() refuses names of secrets that it would not understand: %j', async (config, reason) => {
  const path = file('flowgate.config.json', JSON.stringify(config))

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `Cannot read configuration "${path}": ${reason}`,
    hint: 'Write {"secrets": {"names": ["*pin*"], "not": ["tokenType"]}}',
  })
})
