import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createJunitReporter } from '../../src/report/junit.ts'
import { allOf, cursor, event, itemOf, outlineItem, runOf, streamOf, textOf } from '../support/events.ts'

const CONTEXT = { screen: { isTerminal: false, width: 80, color: false, unicode: true }, options: {} }

function render(events: readonly RunEvent[]): AsyncIterable<string> {
  return createJunitReporter(CONTEXT)(streamOf(events))
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Users">\n'
const END = '</testsuites>\n'
const ITERATION = '<properties>\n<property name="iteration" value="1"/>\n</properties>\n'

function suite(name: string, tests: number, time: string): string {
  return `<testsuite name="${name}" tests="${tests}" failures="0" errors="0" skipped="0" time="${time}" timestamp="2026-11-23T17:40:11">\n`
}

describe('createJunitReporter()', () => {
  test('createJunitReporter() writes each suite as soon as its item ends', async () => {
    const texts = await allOf(render(runOf(...itemOf(event.passed()), ...itemOf())))

    expect(texts).toEqual([
      HEAD,
      `${suite('List users', 1, '0.000')}${ITERATION}<testcase name="status is 200" classname="Users.List users" time="0.000"/>\n</testsuite>\n`,
      `${suite('List users', 0, '0.000')}${ITERATION}</testsuite>\n`,
      END,
    ])
  })

  test('createJunitReporter() leaves pauses out of the times, and the cases add up', async () => {
    const events = runOf(
      event.itemStart({ at: 0 }),
      event.wait({ at: 1, ms: 500 }),
      event.passed({ at: 600, name: 'a' }),
      event.passed({ at: 625, name: 'b' }),
      event.itemEnd({ at: 650 }),
    )

    const [, text] = await allOf(render(events))

    expect(text).toBe(
      `${suite('List users', 2, '0.150')}${ITERATION}` +
        '<testcase name="a" classname="Users.List users" time="0.100"/>\n' +
        '<testcase name="b" classname="Users.List users" time="0.025"/>\n</testsuite>\n',
    )
  })

  test('createJunitReporter() keeps dots out of the class names, which Jenkins takes apart', async () => {
    const outline = [
      outlineItem({ id: 'folder-1', kind: 'folder', name: 'v1.0' }),
      outlineItem({ parent: 'folder-1', name: 'GET /a.b' }),
    ]
    const place = cursor({ itemName: 'GET /a.b' })
    const events = [
      event.runStart({ name: 'Users 2.1', outline }),
      event.itemStart({ cursor: place }),
      event.passed({ cursor: place }),
      event.itemEnd({ cursor: place }),
    ]

    const [, text] = await allOf(render(events))

    expect(text).toBe(
      `${suite('v1.0 / GET /a.b', 1, '0.000')}${ITERATION}<testcase name="status is 200" classname="Users 2_1.v1_0 / GET /a_b" time="0.000"/>\n</testsuite>\n`,
    )
  })

  test('createJunitReporter() writes several runs under one root', async () => {
    const second = [event.runStart({ name: 'Other', run: 'run-2' }), event.runEnd({ run: 'run-2' })]

    const text = await textOf(render([event.runStart(), event.runEnd(), ...second]))

    expect(text).toBe(HEAD + END)
  })

  test('createJunitReporter() makes an error of a run that was stopped', async () => {
    const text = await textOf(render([event.runStart(), event.runEnd({ reason: 'timed-out', at: 2500 })]))

    expect(text).toBe(
      `${HEAD}<testsuite name="Users" tests="1" failures="0" errors="1" skipped="0" time="0.000" timestamp="2026-11-23T17:40:13">\n` +
        '<testcase name="run" classname="Users" time="0.000"><error message="Cannot complete the run: out of time" type="timed-out">' +
        `<![CDATA[Cannot complete the run: out of time]]></error></testcase>\n</testsuite>\n${END}`,
    )
  })
})
