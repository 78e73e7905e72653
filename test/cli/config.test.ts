import { expect, test } from 'vitest'
import { type Config, readConfig } from '../../src/cli/config.ts'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { temporaryFile } from '../support/cli.ts'

type Said = Omit<Config, 'origins'>

async function configOf(options: object): Promise<Said> {
  const { origins: _origins, ...said } = await readConfig(RUN_FLAGS, [temporaryFile('.newmanrc', options)])
  return said
}

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

  expect(await configOf(options)).toEqual(expected)
  expect(await configOf({ run: options })).toEqual(expected)
})

test('readConfig() takes what files would hold in place of their paths', async () => {
  const collection = { info: {}, item: [] }
  const environment = { values: [] }
  const rows = [{ a: 1 }]

  expect(
    await configOf({ collection, environment, globals: [], iterationData: rows, sslClientCertList: rows }),
  ).toEqual({
    collection,
    values: {
      environment: { inline: environment },
      'iteration-data': { inline: rows },
      'ssl-client-cert-list': { inline: rows },
    },
    reporter: {},
  })
})

test('readConfig() tells which file a flag was found in', async () => {
  const [lower, upper] = [
    temporaryFile('newmanrc', { bail: true, iterationCount: 2 }),
    temporaryFile('.newmanrc', { iterationCount: 3 }),
  ]

  expect(await readConfig(RUN_FLAGS, [lower, upper])).toEqual({
    values: { bail: 'failure', 'iteration-count': '3' },
    origins: { bail: lower, 'iteration-count': upper },
    reporter: {},
  })
})

test.each([
  ['bail', { a: 1 }],
  ['iterationData', { a: 1 }],
  ['cookieJar', { cookies: [] }],
  ['silent', 'yes'],
])('readConfig() refuses a value of the wrong kind: %s', async (name, value) => {
  const path = temporaryFile('.newmanrc', { [name]: value })

  await expect(readConfig(RUN_FLAGS, [path])).rejects.toMatchObject({
    code: 'USAGE',
    message: `Cannot read configuration "${path}": ${name} cannot be ${JSON.stringify(value)}`,
  })
})

test.each([
  ['false for a flag that may stand alone', { bail: false }],
  ['an iteration count of 0', { iterationCount: 0 }],
  ['an empty text', { environment: '' }],
  ['an empty list', { folder: [] }],
  ['options beside run', { run: {}, bail: true }],
])('readConfig() leaves %s alone, as newman does', async (_what, options) => {
  expect(await configOf(options)).toEqual({ values: {}, reporter: {} })
})
