import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Config, readConfig } from '../../src/cli/config.ts'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { temporaryFolder } from '../support/cli.ts'

function configOf(text: string | Uint8Array): Promise<Config> {
  const home = temporaryFolder()
  mkdirSync(join(home, '.postman'))
  writeFileSync(join(home, '.postman/newmanrc'), text)
  return readConfig(home, RUN_FLAGS)
}

test('readConfig() has nothing to say without files', async () => {
  expect(await readConfig(temporaryFolder(), RUN_FLAGS)).toEqual({ values: {}, reporter: {} })
})

test("readConfig() reads newman's names, wrapped in run or not, and leaves others alone", async () => {
  const options = {
    bail: true,
    iterationCount: 3,
    reporters: ['cli', 'json'],
    reporter: { json: { export: 'a.json', n: 1 } },
    envVar: [{ key: 'a', value: 'b' }],
    insecureFileRead: false,
    environment: null,
    abortOnFailure: true,
  }
  const expected = {
    values: {
      bail: 'failure',
      'iteration-count': '3',
      reporters: ['cli', 'json'],
      'env-var': ['a=b'],
      'insecure-file-read': false,
    },
    reporter: { json: { export: 'a.json', n: '1' } },
  }

  expect(await configOf(JSON.stringify(options))).toEqual(expected)
  expect(await configOf(JSON.stringify({ run: options }))).toEqual(expected)
})

test('readConfig() names line and column of what is not JSON', async () => {
  await expect(configOf('{\n  "bail": tru\n}')).rejects.toMatchObject({
    code: 'INPUT_NOT_JSON',
    message: expect.stringMatching(/newmanrc": not valid JSON, line 2, column 11: /),
  })
})

test('readConfig() refuses a value of the wrong kind', async () => {
  await expect(configOf('{"bail": {"a": 1}}')).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringMatching(/newmanrc": bail cannot be \{"a":1\}$/),
  })
})

test.each([
  ['false for a flag that may stand alone', '{"bail": false}'],
  ['an iteration count of 0', '{"iterationCount": 0}'],
  ['options beside run', '{"run": {}, "bail": true}'],
])('readConfig() leaves %s alone, as newman does', async (_what, text) => {
  expect(await configOf(text)).toEqual({ values: {}, reporter: {} })
})

test('readConfig() reads UTF-16', async () => {
  expect(await configOf(Buffer.from('\uFEFF{"folder": ["é"]}', 'utf16le'))).toEqual({
    values: { folder: ['é'] },
    reporter: {},
  })
})

test('readConfig() says that it is a folder', async () => {
  const home = temporaryFolder()
  mkdirSync(join(home, '.postman/newmanrc'), { recursive: true })

  await expect(readConfig(home, RUN_FLAGS)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read configuration "${home}/.postman/newmanrc": it is a folder`,
  })
})
