import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newmanrcPaths, readNewmanrc } from '../../src/load/newmanrc.ts'
import { temporaryFile, temporaryFolder } from '../support/cli.ts'

test('newmanrcPaths() are those of the machine, of the user and of the current folder', () => {
  expect([newmanrcPaths('/home/u'), newmanrcPaths(undefined)]).toEqual([
    ['/etc/postman/newmanrc', join('/home/u', '.postman/newmanrc'), '.newmanrc'],
    ['/etc/postman/newmanrc', '.newmanrc'],
  ])
})

test('readNewmanrc() reads each file over those before it, and tells where an option was found', async () => {
  const machine = temporaryFile('newmanrc', {
    timeout: 1,
    bail: true,
    insecure: true,
    reporter: { json: { a: 1, b: 1 } },
  })
  const user = temporaryFile('newmanrc', {
    run: { timeout: 2, bail: false, 'iteration-count': 2, reporter: { json: { b: 2 }, html: { c: 2 } } },
  })
  const folder = temporaryFile('.newmanrc', { timeout: 3, iterationCount: null })

  expect(await readNewmanrc([machine, user, join(temporaryFolder(), 'none'), folder])).toEqual({
    options: {
      timeout: 3,
      bail: false,
      insecure: true,
      iterationCount: null,
      reporter: { json: { a: 1, b: 2 }, html: { c: 2 } },
    },
    origins: { timeout: folder, bail: user, insecure: machine, iterationCount: folder, reporter: user },
  })
})

test('readNewmanrc() has nothing to say without files', async () => {
  expect(await readNewmanrc([join(temporaryFolder(), 'none')])).toEqual({ options: {}, origins: {} })
})

test('readNewmanrc() reads UTF-16', async () => {
  const path = join(temporaryFolder(), '.newmanrc')
  writeFileSync(path, Buffer.from('\uFEFF{"folder": ["é"]}', 'utf16le'))

  expect((await readNewmanrc([path])).options).toEqual({ folder: ['é'] })
})

test('readNewmanrc() names line and column of what is not JSON', async () => {
  const path = temporaryFile('.newmanrc', '{\n  "bail": tru\n}')

  await expect(readNewmanrc([path])).rejects.toMatchObject({
    code: 'INPUT_NOT_JSON',
    message: expect.stringMatching(/newmanrc": not valid JSON, line 2, column 11: /),
  })
})

test('readNewmanrc() refuses what is no object', async () => {
  const path = temporaryFile('.newmanrc', [])

  await expect(readNewmanrc([path])).rejects.toMatchObject({
    code: 'USAGE',
    message: `Cannot read configuration "${path}": it is not an object`,
  })
})

test('readNewmanrc() says that it is a folder', async () => {
  const path = join(temporaryFolder(), '.newmanrc')
  mkdirSync(path)

  await expect(readNewmanrc([path])).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read configuration "${path}": it is a folder`,
  })
})
