import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createCliReporter } from '../../src/report/cli.ts'
import { createCtrfReporter } from '../../src/report/ctrf.ts'
import { createHarReporter } from '../../src/report/har.ts'
import { createJunitReporter } from '../../src/report/junit.ts'
import { createNdjsonReporter } from '../../src/report/ndjson.ts'
import type { CreateReporter } from '../../src/report/reporter.ts'
import { createTapReporter } from '../../src/report/tap.ts'
import { eventsIn, streamOf, textOf } from '../support/events.ts'

const RUNS = ['green', 'assertion-failed', 'broken', 'iterations', 'aborted', 'hostile']
const PLAIN = { isTerminal: false, width: 80, color: false, unicode: true }
const TERMINAL = { isTerminal: true, width: 80, color: true, unicode: true }

const recorded = (run: string): string => readFileSync(new URL(`golden/${run}.ndjson`, import.meta.url), 'utf8')

async function render(run: string, create: CreateReporter, screen = PLAIN): Promise<string> {
  return textOf(create({ screen, options: {} })(streamOf(await eventsIn(recorded(run)))))
}

describe.each(RUNS)('the recorded run "%s"', (run) => {
  test('createCliReporter() writes it for a log', async () => {
    const text = await render(run, createCliReporter)

    await expect(text).toMatchFileSnapshot(`golden/${run}.cli.txt`)
  })

  test('createCliReporter() writes it for a terminal', async () => {
    const text = await render(run, createCliReporter, TERMINAL)

    await expect(text).toMatchFileSnapshot(`golden/${run}.cli.ansi`)
  })

  test('createJunitReporter() writes it', async () => {
    const text = await render(run, createJunitReporter)

    await expect(text).toMatchFileSnapshot(`golden/${run}.junit.xml`)
  })

  test.each([
    ['ctrf', createCtrfReporter, 'ctrf.json'],
    ['tap', createTapReporter, 'tap'],
    ['har', createHarReporter, 'har'],
  ])('reporter %s writes it', async (_, create, extension) => {
    const text = await render(run, create)

    await expect(text).toMatchFileSnapshot(`golden/${run}.${extension}`)
  })

  test('createNdjsonReporter() writes it again as it was', async () => {
    const text = await render(run, createNdjsonReporter)

    expect(text).toBe(recorded(run))
  })
})
