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

test.each<readonly [string, readonly string[], Readonly<Record<string, unknown>>]>([
  ['the last value of a flag that is given twice', ['-n', '1', '-n', '2'], { 'iteration-count': '2' }],
  [
    'a value that begins with -',
    ['--env-var', '-a=1', '-e', '-e.json'],
    { 'env-var': ['-a=1'], environment: '-e.json' },
  ],
  ['a value behind the letter', ['-n2', '-e=x'], { 'iteration-count': '2', environment: 'x' }],
  ['a negative number as the value it was meant to be', ['--timeout', '-5'], { timeout: '-5' }],
  [
    'a flag behind one that may stand alone',
    ['--timeout', '-k', '-r', '-x'],
    {
      timeout: '0',
      insecure: true,
      reporters: [''],
      'suppress-exit-code': true,
    },
  ],
])('readArguments() takes %s', (_what, argv, values) => {
  expect(readArguments(argv, RUN_FLAGS)).toEqual({ positionals: [], values })
})

test.each([
  ['--no-color', 'Write --color off'],
  ['--no-folder', 'Run flowgate --help'],
])('readArguments() refuses %s, which yargs would pass over', (word, hint) => {
  expect(refusalOf('c.json', word)).toEqual({
    code: 'USAGE',
    message: `Cannot read the command line: unknown flag "${word}"`,
    hint,
  })
})
