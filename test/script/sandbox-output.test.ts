import { expect, test } from 'vitest'
import { requestToJson } from '../../src/load/request.ts'
import type { RequestTemplate } from '../../src/model/collection.ts'
import { inputOf } from '../../src/script/job-input.ts'
import { endOf, type LiveExecution, plainAssertion } from '../../src/script/sandbox-output.ts'
import { scriptJob, template } from '../support/script.ts'

type Changes = Readonly<Record<string, readonly [key: unknown, value?: unknown, options?: unknown]>>

interface Left {
  readonly environment?: Changes
  readonly globals?: Changes
  readonly local?: Changes
  readonly request?: unknown
  readonly next?: unknown
}

function execution({
  environment = {},
  globals = {},
  local = {},
  request = requestToJson(template()),
  next,
}: Left): LiveExecution {
  const scope = (compacted: Changes) => ({ mutations: { compacted } })
  return {
    request,
    return: { nextRequest: next },
    _variables: scope(local),
    environment: scope(environment),
    collectionVariables: scope({}),
    globals: scope(globals),
  }
}

const INPUT = inputOf(scriptJob({ scopes: { environment: { values: [{ key: 'old', value: 1 }] } } }))

test('endOf() finds nothing changed', () => {
  expect(endOf(execution({}), INPUT, false)).toEqual({ mutations: [], skipRequest: false })
})

test('endOf() lists the changes of each scope, the innermost first', () => {
  const live = execution({
    globals: { g: ['g', [1, { a: null }]] },
    environment: { b: ['b', 'x', {}], old: ['old'], a: ['a', 5] },
    local: { l: ['l', false] },
  })

  expect(endOf(live, INPUT, false).mutations).toEqual([
    { scope: 'local', name: 'l', value: false },
    { scope: 'environment', name: 'b', value: 'x' },
    { scope: 'environment', name: 'old' },
    { scope: 'environment', name: 'a', value: 5 },
    { scope: 'globals', name: 'g', value: [1, { a: null }] },
  ])
})

test('endOf() leaves out the removal of what was not there', () => {
  const live = execution({ environment: { never: ['never'] }, globals: { old: ['old'] } })

  expect(endOf(live, INPUT, false).mutations).toEqual([])
})

const circle: Record<string, unknown> = {}
circle['self'] = circle

const VALUES: readonly (readonly [value: unknown, kept: unknown])[] = [
  [undefined, undefined],
  [null, null],
  [0, 0],
  [Number.NaN, null],
  [10n, '10'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [{ toJSON: () => 'own' }, 'own'],
  [() => 1, undefined],
  [circle, { self: '[Circular]' }],
]

test.each(VALUES)('endOf() keeps a variable of %s as %j', (value, kept) => {
  expect(endOf(execution({ globals: { v: ['v', value] } }), INPUT, false).mutations).toEqual([
    { scope: 'globals', name: 'v', value: kept },
  ])
})

const NEXT: readonly (readonly [next: unknown, end: object])[] = [
  [undefined, {}],
  [null, { nextRequest: null }],
  ['Other', { nextRequest: 'Other' }],
  ['', { nextRequest: '' }],
  [5, { nextRequest: null }],
]

test.each(NEXT)('endOf() understands setNextRequest(%j)', (next, end) => {
  expect(endOf(execution({ next }), INPUT, false)).toEqual({ mutations: [], skipRequest: false, ...end })
})

test('endOf() returns the request if a pre-request script changed it', () => {
  const changed: RequestTemplate = template({ method: 'PUT', header: [{ key: 'A', value: 'b' }] })

  expect(endOf(execution({ request: requestToJson(changed) }), INPUT, true)).toEqual({
    mutations: [],
    request: changed,
    skipRequest: true,
  })
})

test('endOf() ignores what a test script did to the request', () => {
  const live = execution({ request: { method: 'PUT' } })

  expect(endOf(live, { ...INPUT, phase: 'test' }, false)).toEqual({ mutations: [], skipRequest: false })
})

test('plainAssertion() keeps the error of a failed test only', () => {
  const text = { label: 'x', lines: 1 }
  const live = { name: 'a', index: 2, skipped: false, error: { name: 'AssertionError', message: 'no' } }

  const assertions = [plainAssertion({ ...live, passed: false }, text), plainAssertion({ ...live, passed: true }, text)]

  expect(assertions).toEqual([
    {
      name: 'a',
      index: 2,
      skipped: false,
      error: { name: 'AssertionError', message: 'no', stack: 'AssertionError: no' },
    },
    { name: 'a', index: 2, skipped: false },
  ])
})
