import { expect, test } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import type { ReporterChoice } from '../../src/cli/reporter-choices.ts'

async function reportersOf(...argv: readonly string[]): Promise<readonly ReporterChoice[]> {
  const invocation = await parse(['run', 'c.json', ...argv], 80)
  if (invocation.command !== 'run') throw new Error(`not a run: ${invocation.command}`)
  return invocation.options.reporters
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
    message: 'Cannot read the command line: reporter "html=" has no path',
    hint: 'Write name=path, or the name alone',
  })
})
