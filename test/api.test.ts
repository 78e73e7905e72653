import { expect, expectTypeOf, test } from 'vitest'
import type { Run, RunEvent, RunnerError, Summary } from '../src/index.ts'
import * as api from '../src/index.ts'
import newman, * as face from '../src/newman/index.ts'

test('the library exports these names, and no others', () => {
  expect(Object.keys(api).toSorted()).toEqual([
    'ERRORS',
    'RunnerError',
    'createPorts',
    'defineConfig',
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

test('flowgate/newman is imported as newman is', () => {
  expect(Object.keys(face).toSorted()).toEqual(['default', 'run'])
  expect(newman).toEqual({ run: face.run })
  expectTypeOf(face.run).parameter(0).toExtend<face.NewmanOptions | face.RunCallback>()
  expectTypeOf(face.run).returns.toEqualTypeOf<face.NewmanEmitter>()
  expectTypeOf<face.NewmanEmitter['summary']>().toEqualTypeOf<face.NewmanSummary | undefined>()
})

test('the types that functions of the library take and give can be named', () => {
  expectTypeOf<Awaited<ReturnType<typeof api.load>>>().toEqualTypeOf<api.Loaded>()
  expectTypeOf<Awaited<ReturnType<typeof api.report>>>().toEqualTypeOf<api.Reported>()
  expectTypeOf<api.Ports['clock']>().toEqualTypeOf<api.Clock>()
  expectTypeOf<(typeof api.reporters)['junit']>().toExtend<api.ReporterEntry>()
})
