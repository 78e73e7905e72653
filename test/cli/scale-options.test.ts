import { expect, test } from 'vitest'
import { SCALE_FLAGS } from '../../src/cli/flags/scale.ts'
import { type ScaleOptions, type ShardEnvironment, scaleOptions } from '../../src/cli/scale-options.ts'
import { argumentsOf, type FlagValues } from '../../src/cli/values.ts'

function options(values: FlagValues, env: ShardEnvironment = {}): ScaleOptions {
  return scaleOptions(argumentsOf({ positionals: [], values }, SCALE_FLAGS), env)
}

test.each([
  [{}, { timings: [] }],
  [{ workers: '8' }, { timings: [], workers: 8 }],
  [{ workers: 'auto' }, { timings: [], workers: 'auto' }],
  [
    { shard: '2/4', timings: ['a', 'b'] },
    { timings: ['a', 'b'], shard: { index: 2, count: 4 } },
  ],
] as const)('scaleOptions() reads %j', (values, expected) => {
  expect(options(values)).toEqual(expected)
})

test.each([
  ['GitLab', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '4' }],
  ['CircleCI', { CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '4' }],
  ['Buildkite', { BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_PARALLEL_JOB_COUNT: '4' }],
  ['Azure Pipelines', { SYSTEM_JOBPOSITIONINPHASE: '2', SYSTEM_TOTALJOBSINPHASE: '4' }],
] as const)('scaleOptions() takes the shard from %s', (_system, env) => {
  expect(options({ shard: 'auto' }, env)).toEqual({ timings: [], shard: { index: 2, count: 4 } })
})

test('scaleOptions() takes the index of a Kubernetes Job, and the count from the flag', () => {
  expect(options({ shard: 'auto/4' }, { JOB_COMPLETION_INDEX: '0' })).toEqual({
    timings: [],
    shard: { index: 1, count: 4 },
  })
})

test('scaleOptions() takes a job of GitLab that is alone for the whole', () => {
  expect(options({ shard: 'auto' }, { CI_NODE_TOTAL: '1' })).toEqual({ timings: [], shard: { index: 1, count: 1 } })
})

test.each([
  [{ workers: '0' }, {}, '--workers cannot be "0"'],
  [{ workers: 'many' }, {}, '--workers cannot be "many"'],
  [{ workers: '1000' }, {}, '--workers cannot be "1000"'],
  [{ shard: '5/4' }, {}, '--shard cannot be 5 of 4'],
  [{ shard: '0/4' }, {}, '--shard cannot be 0 of 4'],
  [{ shard: '2' }, {}, '--shard cannot be "2"'],
  [{ shard: 'auto' }, {}, '--shard cannot be "auto": no variable of a CI system says which one this is'],
  [
    { shard: 'auto' },
    { JOB_COMPLETION_INDEX: '0' },
    '--shard cannot be "auto": no variable of a CI system says which one this is',
  ],
  [{ timings: ['a'] }, {}, '--timings needs --shard'],
] as const)('scaleOptions() refuses %j', (values, env, message) => {
  expect(() => options(values, env)).toThrow(`Cannot read the command line: ${message}`)
})
