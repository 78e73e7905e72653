import { expect, test } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { RunnerError } from '../../src/errors.ts'

function refusalOf(...argv: readonly string[]): unknown {
  try {
    return readArguments(argv, RUN_FLAGS)
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { code: error.code, message: error.message, hint: error.hint }
  }
}

test.each([
  ['constructor', ['--constructor', 'x']],
  ['toString', ['--no-toString']],
])('readArguments() refuses --%s, a name that every object has, like any unknown flag', (name, argv) => {
  expect(refusalOf(...argv)).toEqual({
    code: 'USAGE',
    message: `Cannot read the command line: unknown flag "--${name}"`,
    hint: 'Run flowgate --help',
  })
})

test('readArguments() refuses a boolean that is neither true nor false, instead of switching it off', () => {
  expect(refusalOf('c.json', '--native=yes')).toEqual({
    code: 'USAGE',
    message: 'Cannot read the command line: --native cannot be "yes"',
    hint: 'Write --native or --no-native',
  })
})

test('readArguments() takes what follows -- as it is', () => {
  expect(readArguments(['--native=false', '--', '--constructor'], RUN_FLAGS).positionals).toEqual(['--constructor'])
})
