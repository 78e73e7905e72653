import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { logOutput } from '../../src/report/log-output.ts'
import { temporaryFolder } from '../support/cli.ts'

test('logOutput() writes under the name of the file as the run goes, and makes its folder', async () => {
  const path = join(temporaryFolder(), 'a', 'run.ndjson')
  const output = logOutput(path)

  await output.write('one\n')
  await output.write('two\n')
  await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n'))
  await output.write('three ✓\n')
  await output.close()

  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\nthree ✓\n')
})

test('logOutput() replaces an earlier file', async () => {
  const path = join(temporaryFolder(), 'run.ndjson')
  writeFileSync(path, 'a longer text than the new one')
  const output = logOutput(path)

  await output.write('new\n')
  await output.close()

  expect(readFileSync(path, 'utf8')).toBe('new\n')
})

test('logOutput() keeps what was written when the run breaks off', async () => {
  const path = join(temporaryFolder(), 'run.ndjson')
  const output = logOutput(path)

  await output.write('one\n')
  await output.abort()

  expect(readFileSync(path, 'utf8')).toBe('one\n')
})

test('logOutput() says that a file cannot be written', async () => {
  const folder = temporaryFolder()
  const output = logOutput(folder)

  await output.write('one\n')

  await expect(output.close()).rejects.toMatchObject({
    code: 'REPORT_UNWRITABLE',
    message: `Cannot write report "${folder}": it is a directory`,
  })
})
