import { expect, test } from 'vitest'
import { newmanReportPath } from '../../src/cli/newman-path.ts'

test('newmanReportPath() has the time in the name', () => {
  expect(newmanReportPath('newman', { startedAt: '2026-11-23T17:40:11.007Z', extension: 'xml' })).toBe(
    'newman/newman-run-report-2026-11-23-17-40-11-007-0.xml',
  )
})
