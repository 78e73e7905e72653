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
  expect(await loadConfig(undefined, { folder: temporaryFolder() })).toEqual({})
})

test('loadConfig() finds a module in the folder, and prefers it to JSON', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flowgate.config.json'), '{"inputs":{"a":"json"}}')
  writeFileSync(join(folder, 'flowgate.config.mjs'), 'export default { inputs: { a: "module" } }')

  expect(await loadConfig(undefined, { folder })).toEqual({ inputs: { a: 'module' } })
})

test('loadConfig() takes the JSON beside the collections where the folder has none, and no code', async () => {
  const [empty, folder, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  const [first, second, third] = [join(folder, 'a.json'), join(folder, 'b.json'), join(other, 'c.json')]
  for (const path of [first, second, third]) writeFileSync(path, '{}')
  writeFileSync(join(folder, 'flowgate.config.mjs'), 'throw new Error("read")')
  writeFileSync(join(folder, 'flowgate.config.json'), '{"contract":"shape"}')

  const found = await Promise.all(
    [[first, second], [first, third], [folder], ['https://example.test/a.json', '-', {}]].map((collections) =>
      loadConfig(undefined, { folder: empty, collections }),
    ),
  )

  expect(found).toEqual([{ contract: 'shape' }, {}, {}, {}])
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
    reason: 'line 1: it has no option "producer"',
    hint: 'Did you mean "producers"?',
  },
  {
    text: 'export default { inputs: { requestLifetime: 60 } }',
    reason: 'line 1: inputs.requestLifetime is not a text',
    hint: 'Write {"inputs": {"requestAlg": "RS256"}}',
  },
  { text: 'export default { producers: { a: "b" } }', reason: 'line 1: producers.a is not a function', hint: SHAPE },
  { text: 'export default { producers: [] }', reason: 'line 1: producers is not an object', hint: SHAPE },
  { text: 'export default { retries: 2 }', reason: 'line 1: retries is not an object', hint: RETRIES },
  {
    text: 'export default { retries: { times: 2 } }',
    reason: 'line 1: retries has no option "times"',
    hint: 'Options are count, on, unsafe, failOnFlaky',
  },
  {
    text: 'export default { retries: { count: -1 } }',
    reason: 'line 1: retries.count is not a whole number from 0',
    hint: RETRIES,
  },
  {
    text: 'export default { retries: { on: ["4xx"] } }',
    reason: 'line 1: retries.on[0] is not network, 5xx, 429 or assertion',
    hint: RETRIES,
  },
  {
    text: 'export default { retries: { unsafe: "Folder" } }',
    reason: 'line 1: retries.unsafe is not true, false or a list of names',
    hint: RETRIES,
  },
  {
    text: 'export default { sequential: "Shop" }',
    reason: 'line 1: sequential is not true or a list of names',
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

const SECRETS_HINT = 'Write {"secrets": {"names": ["*pin*"], "not": ["tokenType"]}}'

test.each([
  [{ secrets: 'pin' }, 'secrets is not an object', SECRETS_HINT],
  [{ secrets: { names: 'pin' } }, 'secrets.names is not a list', SECRETS_HINT],
  [{ secrets: { names: ['a', '*'] } }, 'secrets.names[1] is not a name', SECRETS_HINT],
  [{ secrets: { also: ['pin'] } }, 'secrets has no option "also"', 'Options are names, not'],
  [{ secrets: { nmaes: ['pin'] } }, 'secrets has no option "nmaes"', 'Did you mean "names"?'],
])('loadConfig() refuses names of secrets that it would not understand: %j', async (config, reason, hint) => {
  const path = file('flowgate.config.json', JSON.stringify(config))

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `Cannot read configuration "${path}": line 1: ${reason}`,
    hint,
  })
})

test('loadConfig() reads JSON with comments, and leaves out where the schema is', async () => {
  const text = '{\n  // for editors\n  "$schema": "./x.json",\n  "inputs": { "a": "b" }, /* the last */\n}'

  expect(await loadConfig(file('flowgate.config.json', text))).toEqual({ inputs: { a: 'b' } })
})

test.each([
  [
    'flowgate.config.json',
    '{\n  // names\n  "secrets": {\n    "names": ["a",\n      7]\n  }\n}',
    'line 5: secrets.names[1]',
  ],
  // Names in comments are none.
  [
    'a.mjs',
    '// names\nexport default {\n  secrets: {\n    // names: []\n    names: ["a", 7],\n  },\n}',
    'line 5: secrets.names[1]',
  ],
  // A name that is there twice in front of the one that holds it.
  [
    'a.mjs',
    'const names = ["a", 7]\nconst x = { names }\nexport default {\n  secrets: { names },\n}',
    'line 4: secrets.names[1]',
  ],
  // A name that is there twice behind it: the line of what holds it is certain.
  [
    'a.mjs',
    'export default {\n  secrets: {\n    names: [7],\n  },\n  inputs: { names: "a" },\n}',
    'line 2: secrets.names[0]',
  ],
  // No name is in the text.
  ['a.mjs', 'export default Object.fromEntries([["sec" + "rets", { names: [7] }]])', 'secrets.names[0]'],
])('loadConfig() tells the line of what is wrong: %s %j', async (name, text, place) => {
  const path = file(name, text)

  await expect(loadConfig(path)).rejects.toMatchObject({
    message: `Cannot read configuration "${path}": ${place} is not a name`,
  })
})

test('loadConfig() tells the line of a misspelt option of a check, and what was meant', async () => {
  const path = file(
    'flowgate.config.json',
    '{\n  "checks": [\n    { "request": "*" },\n    {\n      "request": "A",\n      "statsu": 200\n    }\n  ]\n}',
  )

  await expect(loadConfig(path)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `Cannot read configuration "${path}": line 6: checks[1] has no option "statsu"`,
    hint: 'Did you mean "status"?',
  })
})
