import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv-6'
import { expect, test } from 'vitest'
import { createCtrfReporter } from '../../src/report/ctrf.ts'
import { event, itemOf, runOf, streamOf, textOf } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }
const GOLDEN = join(import.meta.dirname, 'golden')

/** What CTRF requires of the members that we write. */
const integer = { type: 'integer' }
const text = { type: 'string' }
const name = { type: 'string', minLength: 1 }
function record(properties: Record<string, object>, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', required, properties, additionalProperties: false }
}
const counts = ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'suites', 'start', 'stop', 'duration']
const CTRF = record({
  reportFormat: { const: 'CTRF' },
  specVersion: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
  generatedBy: text,
  results: record({
    tool: record({ name }),
    summary: record(Object.fromEntries([...counts, 'flaky'].map((count) => [count, integer])), counts),
    tests: {
      type: 'array',
      items: record(
        {
          name,
          status: { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] },
          duration: integer,
          suite: { type: 'array', minItems: 1, items: text },
          message: text,
          trace: text,
          rawStatus: text,
          retries: integer,
          flaky: { type: 'boolean' },
          retryAttempts: {
            type: 'array',
            items: record({ attempt: integer, status: { const: 'failed' }, message: text, trace: text }),
          },
          extra: { type: 'object' },
        },
        ['name', 'status', 'duration'],
      ),
    },
  }),
})
const validate = new Ajv({ allErrors: true }).compile(CTRF)

test.each(readdirSync(GOLDEN).filter((file) => file.endsWith('.ctrf.json')))(
  'createCtrfReporter() keeps to CTRF in %s',
  (file) => {
    validate(JSON.parse(readFileSync(join(GOLDEN, file), 'utf8')))

    expect(validate.errors).toBeNull()
  },
)

test('createCtrfReporter() counts what it lists: assertions, and items without any', async () => {
  const events = runOf(
    ...itemOf(event.passed({ name: '' }), event.skipped(), event.failed()),
    ...itemOf(event.request(), event.response()),
  )

  const { results } = JSON.parse(await textOf(createCtrfReporter({ screen: SCREEN, options: {} })(streamOf(events))))

  expect(results.summary).toMatchObject({ tests: 4, passed: 2, failed: 1, skipped: 1, suites: 2 })
  expect(results.tests.map((each: { name: string; status: string }) => [each.name, each.status])).toEqual([
    ['(no name)', 'passed'],
    ['status is 200', 'skipped'],
    ['status is 200', 'failed'],
    ['List users', 'passed'],
  ])
})
