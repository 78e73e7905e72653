import { describe, expect, test } from 'vitest'
import { check, digits, flag, integer, listOf, object, oneOf, optional, text } from '../../src/standin/check.ts'
import { PingError } from '../../src/standin/errors.ts'

const SHAPE = {
  name: text({ maximum: 5 }),
  default: optional(flag()),
  priority: optional(integer({ minimum: 1 })),
  type: optional(oneOf('A', 'B')),
  tags: optional(listOf(text())),
  inner: optional(object({ id: text() })),
  otp: optional(digits()),
}

/** Code and details of what check() throws. */
function refusalOf(body: unknown): unknown {
  try {
    check(SHAPE, body)
  } catch (error) {
    if (error instanceof PingError) return [error.code, ...error.details]
    throw error
  }
  return undefined
}

test('check() returns what the shape names, and nothing else', () => {
  const checked = check(SHAPE, {
    name: 'n',
    default: true,
    priority: 1,
    type: 'A',
    tags: ['t'],
    inner: { id: 'i' },
    x: 1,
  })

  expect(checked).toEqual({ name: 'n', default: true, priority: 1, type: 'A', tags: ['t'], inner: { id: 'i' } })
})

test('check() takes null for absent', () => {
  expect(check(SHAPE, { name: 'n', default: null }).default).toBeUndefined()
})

test('check() takes "false" for false, as in a sample of Ping', () => {
  expect(check(SHAPE, { name: 'n', default: 'false' }).default).toBe(false)
})

test('check() takes a number where digits are asked for', () => {
  expect(check(SHAPE, { name: 'n', otp: 123456 }).otp).toBe('123456')
})

test('check() names everything that is missing or out of bounds', () => {
  const refusal = refusalOf({ priority: 0, type: 'C', inner: {}, tags: [' '] })

  expect(refusal).toEqual([
    'INVALID_DATA',
    { code: 'REQUIRED_VALUE', target: 'name', message: 'must not be null' },
    {
      code: 'OUT_OF_RANGE',
      target: 'priority',
      message: 'Value is out of range.',
      innerError: { rangeMinimumValue: 1 },
    },
    {
      code: 'INVALID_VALUE',
      target: 'type',
      message: 'must be one of: A, B',
      innerError: { allowedValues: ['A', 'B'] },
    },
    { code: 'EMPTY_VALUE', target: 'tags[0]', message: 'must not be empty' },
    { code: 'REQUIRED_VALUE', target: 'inner.id', message: 'must not be null' },
  ])
})

describe('check() answers INVALID_REQUEST for the JSON type', () => {
  const cases: readonly [target: string, value: unknown][] = [
    ['name', 1],
    ['default', 'no'],
    ['priority', 1.5],
    ['priority', '1'],
    ['type', 1],
    ['tags', 'a'],
    ['inner', []],
    ['otp', {}],
  ]
  test.each(cases)('%s: %j', (target, value) => {
    const refusal = refusalOf({ name: 'n', [target]: value })

    expect(refusal).toEqual([
      'INVALID_REQUEST',
      { code: 'INVALID_VALUE', target, message: 'Invalid value for attribute.' },
    ])
  })

  test.each([[[]], ['text'], [7]])('of the body itself: %j', (body) => {
    expect(refusalOf(body)).toEqual([
      'INVALID_REQUEST',
      { code: 'INVALID_VALUE', message: 'Invalid value for attribute.' },
    ])
  })
})

test('check() does not find attributes on the prototype', () => {
  const shape = { toString: optional(text()) }

  expect(check(shape, {}).toString).toBeUndefined()
})
