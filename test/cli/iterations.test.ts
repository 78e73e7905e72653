import { expect, test } from 'vitest'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { iterationOptions } from '../../src/cli/iterations.ts'
import { argumentsOf, type FlagValues } from '../../src/cli/values.ts'
import { RunnerError } from '../../src/errors.ts'

function options(values: FlagValues): unknown {
  return iterationOptions(argumentsOf({ positionals: [], values }, RUN_FLAGS))
}

test.each([
  ['3', [2]],
  ['2,5-7', [1, 4, 5, 6]],
  [' 7 , 1-2,2 ', [0, 1, 6]],
] as const)('--only-iterations %j counts from 1', (text, onlyIterations) => {
  expect(options({ 'only-iterations': text })).toEqual({ onlyIterations })
})

test.each([
  ['0', 'cannot be "0"'],
  ['3-2', 'cannot be "3-2"'],
  ['1,,2', 'cannot be "1,,2"'],
  ['1-999999999', 'cannot be "1-999999999"'],
])('--only-iterations %j is refused', (text, reason) => {
  expect(() => options({ 'only-iterations': text })).toThrow(
    refusal(reason, 'Write numbers and ranges from 1: 3, or 2,5-7; a range has 100,000 at most'),
  )
})

test.each([
  ['shard', '1/2', 'goes not with --shard', 'Leave --shard out'],
  ['repeat', '2', 'goes not with --repeat', 'Leave --repeat out'],
  ['engine', 'newman', 'is not known to newman', 'Leave --engine newman out'],
])('--only-iterations is refused beside --%s', (...[name, value, reason, hint]) => {
  expect(() => options({ 'only-iterations': '1', [name]: value })).toThrow(refusal(reason, hint))
})

function refusal(reason: string, hint: string): RunnerError {
  return new RunnerError('USAGE', `Cannot read the command line: --only-iterations ${reason}`, { hint })
}
