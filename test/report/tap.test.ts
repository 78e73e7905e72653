import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTapReporter } from '../../src/report/tap.ts'
import { cursor, event, itemOf, runOf, streamOf, textOf } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }
const GOLDEN = join(import.meta.dirname, 'golden')

/** Lines that TAP 14 knows, in a subtest and outside of one. */
const LINE =
  /^(?:TAP version 14|1\.\.\d+|# Subtest: .*|(?: {4})?(?:not )?ok \d+ - [^#]*(?:\\#[^#]*)*(?: # SKIP)?| {4}1\.\.\d+| {2}(?: {4})?(?:---|\.\.\.|\w+: (?:"(?:[^"\\]|\\.)*"|[\w.]+)))$/u

test.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.tap')))(
  'createTapReporter() writes nothing but TAP 14 in %s',
  (name) => {
    const lines = readFileSync(join(GOLDEN, name), 'utf8').trimEnd().split('\n')

    expect(lines.filter((line) => !LINE.test(line))).toEqual([])
  },
)

test('createTapReporter() escapes what would be a directive, and tells items without assertions', async () => {
  const events = runOf(
    ...itemOf(event.passed({ name: 'is #1 \\ # TODO\nnot ok 9' }), event.skipped()),
    ...itemOf(event.request(), event.response()),
    event.itemStart(),
    event.itemEnd({ outcome: 'skipped', cursor: cursor() }),
  )

  expect(await textOf(createTapReporter({ screen: SCREEN, options: {} })(streamOf(events)))).toBe(`TAP version 14
# Subtest: List users
    ok 1 - is \\#1 \\\\ \\# TODO not ok 9
    ok 2 - status is 200 # SKIP
    1..2
ok 1 - List users
  ---
  duration_ms: 0.000
  ...
ok 2 - List users
  ---
  duration_ms: 0.000
  ...
ok 3 - List users # SKIP
  ---
  duration_ms: 0.000
  ...
1..3
`)
})
