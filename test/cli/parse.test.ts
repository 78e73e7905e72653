import { expect, test } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import type { ReporterChoice } from '../../src/cli/reporter-choices.ts'
import type { RunCommandOptions } from '../../src/cli/run-options.ts'

async function optionsOf(...argv: readonly string[]): Promise<RunCommandOptions> {
  const invocation = await parse(['run', 'c.json', ...argv], 80)
  if (invocation.command !== 'run') throw new Error(`not a run: ${invocation.command}`)
  return invocation.options
}

async function reportersOf(...argv: readonly string[]): Promise<readonly ReporterChoice[]> {
  return (await optionsOf(...argv)).reporters
}

test.each([
  ['no -r', [], ['cli']],
  ['-r alone', ['-r'], ['cli']],
  ['-r with nothing but a comma', ['-r', ','], ['cli']],
  ['a reporter named twice', ['-r', 'cli,json', '-r', 'json'], ['cli', 'json']],
])('parse() makes reporters of %s', async (_what, argv, names) => {
  expect(await reportersOf(...argv)).toEqual(names.map((name) => ({ name, options: {} })))
})

test('parse() refuses a reporter whose path is empty', async () => {
  await expect(reportersOf('-r', 'cli,html=')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'Cannot read the command line: --reporters cannot be "html=": it has no path',
    hint: 'Write name=path, or the name alone',
  })
})

test.each([
  ['-r', 'json', '--reporter-json-export', ''],
  ['-r', 'json', '--reporter-json-export='],
])('parse() takes an empty path of a report for none: %s %s %s %s', async (...argv) => {
  expect(await reportersOf(...argv)).toEqual([{ name: 'json', options: {} }])
})

test.each([
  [['--verbose'], { verbose: true }],
  [['--verbose=true'], { verbose: true }],
  [['--verbose=failures'], { verbose: 'failures' }],
  [['--verbose=failures', '--verbose'], { verbose: 'failures' }],
  [['--no-verbose'], {}],
])('parse() reads %s for the terminal', async (argv, options) => {
  expect(await reportersOf(...argv)).toEqual([{ name: 'cli', options }])
})

test('parse() takes no word behind --verbose for its value, as newman', async () => {
  const { runs, reporters } = await optionsOf('--verbose', 'failures')

  expect([runs.map(({ collection }) => collection), reporters]).toEqual([
    ['c.json', 'failures'],
    [{ name: 'cli', options: { verbose: true } }],
  ])
})

test('parse() refuses another value of --verbose', async () => {
  await expect(optionsOf('--verbose=all')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'Cannot read the command line: --verbose cannot be "all"',
    hint: 'Write --verbose, --verbose=failures or --no-verbose',
  })
})

test('parse() takes - for standard output as the path of a report', async () => {
  expect(await reportersOf('-r', 'json', '--reporter-json-export', '-')).toEqual([
    { name: 'json', target: '-', options: {} },
  ])
})

test.each([
  ['2', 2],
  ['2.0', 2],
  ['1e1', 10],
  ['+3', 3],
  ['0x10', 16],
])('parse() reads numbers as newman does: %s', async (text, value) => {
  const { runs } = await optionsOf('-n', text, '--delay-request', text)

  expect(runs.map(({ iterationCount, engine }) => [iterationCount, engine?.delayRequestMs])).toEqual([[value, value]])
})

test.each(['0', '-1', '1.5', '', ' ', '9007199254740993', 'two'])('parse() refuses -n "%s"', async (text) => {
  await expect(optionsOf('-n', text)).rejects.toMatchObject({ code: 'USAGE' })
})

test.each([
  [[], undefined],
  [['--standin'], { behaviours: {} }],
  [['--standin', '--behaviour', 'par-status=200'], { behaviours: { 'par-status': '200' } }],
])('parse() reads how the stand-in behaves: %j', async (argv, standin) => {
  expect((await optionsOf(...argv)).standin).toEqual(standin)
})

test('parse() refuses behaviours without a stand-in', async () => {
  await expect(optionsOf('--behaviour', 'par-status=200')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'Cannot read the command line: --behaviour needs the stand-in',
    hint: 'Add --standin',
  })
})
