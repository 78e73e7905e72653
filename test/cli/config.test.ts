import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Config, readConfig } from '../../src/cli/config.ts'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { temporaryFolder } from '../support/cli.ts'

function configOf(text: string): Promise<Config> {
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
