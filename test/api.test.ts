import { expect, expectTypeOf, test } from 'vitest'
import type { Run, RunEvent, RunnerError, Summary } from '../src/index.ts'
import * as api from '../src/index.ts'

test('the library exports these names, and no others', () => {
  expect(Object.keys(api).toSorted()).toEqual([
    'ERRORS',
    'RunnerError',
    'createPorts',
    'fileOutput',
    'load',
    'plan',
    'redact',
    'report',
    'reporters',
    'run',
    'runPlan',
    'streamOutput',
  ])
})

test('run() is an iterable of events and a promise of the summary', () => {
  expectTypeOf(api.run).returns.toEqualTypeOf<Run>()
  expectTypeOf<Run>().toExtend<AsyncIterable<RunEvent>>()
  expectTypeOf<Run['summary']>().toEqualTypeOf<Promise<Summary>>()
  expectTypeOf<RunnerError['code']>().toEqualTypeOf<api.ErrorCode>()
})
