import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newmanReportPath } from '../../src/cli/newman-path.ts'
import { temporaryFolder } from '../support/cli.ts'

const STARTED = '2026-11-23T17:40:11.007Z'
const NAME = 'newman-run-report-2026-11-23-17-40-11-007-0.xml'

test('newmanReportPath() is newman’s folder, with the time in the name, where no path was given', async () => {
  expect(await newmanReportPath(undefined, 'xml', STARTED)).toBe(join('newman', NAME))
})

test('newmanReportPath() puts the same name into a folder that exists', async () => {
  const folder = temporaryFolder()

  expect(await newmanReportPath(folder, 'xml', STARTED)).toBe(join(folder, NAME))
})

test.each(['-', 'out/report.xml'])('newmanReportPath() leaves %s as it is', async (path) => {
  expect(await newmanReportPath(path, 'xml', STARTED)).toBe(path)
})
