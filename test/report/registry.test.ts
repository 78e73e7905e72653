import { describe, expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import { findReporter, REPORTERS } from '../../src/report/registry.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }

describe('findReporter()', () => {
  test.each([
    ['cli', 'stdout', undefined],
    ['junit', 'file', 'xml'],
    ['html', 'file', 'html'],
    ['json', 'file', 'json'],
    ['ndjson', 'file', 'ndjson'],
    ['ctrf', 'file', 'ctrf.json'],
    ['tap', 'file', 'tap'],
    ['har', 'file', 'har'],
    ['progress', 'stdout', undefined],
    ['emojitrain', 'stdout', undefined],
  ])('findReporter() knows where the text of %s goes', (name, target, extension) => {
    const entry = findReporter(name)

    expect([entry.target, entry.target === 'file' ? entry.extension : undefined]).toEqual([target, extension])
  })

  test.each(Object.keys(REPORTERS))('findReporter() loads %s', async (name) => {
    const createReporter = await findReporter(name).load()

    expect(typeof createReporter({ screen: SCREEN, options: {} })).toBe('function')
  })

  test.each(['nope', 'constructor', ''])('findReporter() refuses %j and lists what there is', (name) => {
    const find = (): unknown => findReporter(name)

    expect(find).toThrow(
      new RunnerError('REPORTER_UNKNOWN', `Cannot find reporter "${name}": there is none of that name`, {
        hint: 'Pass one of cli, junit, html, json, ndjson, ctrf, tap, har, timings, github, azure, markdown, progress, emojitrain, or install the package newman-reporter-<name>',
      }),
    )
  })
})
