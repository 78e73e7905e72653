import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { RunEvent } from '../../src/model/event.ts'
import { createJunitReporter } from '../../src/report/junit.ts'
import {
  allOf,
  cursor,
  event,
  failure,
  itemOf,
  outlineItem,
  producerExchange,
  runOf,
  streamOf,
  textOf,
} from '../support/events.ts'

const CONTEXT = { screen: { isTerminal: false, width: 80, color: false, unicode: true }, options: {} }

const GOLDEN = join(import.meta.dirname, 'golden')
const SCHEMA = readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8')

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

  test('createJunitReporter() writes a suite for each iteration of an item, so that no failure covers another', async () => {
    const failing = (iteration: number): readonly RunEvent[] => {
      const place = cursor({ iteration })
      const verdict = iteration === 1 ? event.passed({ cursor: place }) : event.failed({ cursor: place })
      return [event.itemStart({ cursor: place }), verdict, event.itemEnd({ cursor: place })]
    }
    const events = [event.runStart({ iterations: 3 }), ...[0, 1, 2].flatMap(failing), event.runEnd()]

    const text = await textOf(render(events))

    expect(
      [...text.matchAll(/<testsuite name="([^"]*)" tests="1" failures="(\d)"/g)].map(([, ...found]) => found),
    ).toEqual([
      ['List users (iteration 1)', '1'],
      ['List users (iteration 2)', '0'],
      ['List users (iteration 3)', '1'],
    ])
  })

  test.each([
    ['a bell', '\u0007', '\\u0007'],
    ['a null', '\0', '\\u0000'],
    ['an escape', '\u001b[31m', '\\u001b[31m'],
    ['half a pair', 'a\ud83d', 'a\\ud83d'],
    ['no character', '\ufffe', '\\ufffe'],
    ['a face', '😀', '😀'],
    ['tags and quotes', `<a b="c">&'`, `&lt;a b=&quot;c&quot;&gt;&amp;'`],
    ['a line break', 'a\r\n\tb', 'a&#13;&#10;&#9;b'],
  ])('createJunitReporter() writes a name with %s', async (_what, name, written) => {
    const text = await textOf(render(runOf(...itemOf(event.passed({ name })))))

    expect(/<testcase name="([^"]*)"/.exec(text)?.[1]).toBe(written)
    expect(await faultsOf(text)).toEqual([])
  })

  test.each(readdirSync(GOLDEN).filter((file) => file.endsWith('.junit.xml')))(
    'createJunitReporter() writes %s by the schema of Jenkins',
    async (file) => {
      expect(await faultsOf(readFileSync(join(GOLDEN, file), 'utf8'))).toEqual([])
    },
  )

  test('createJunitReporter() writes skipped tests, failures, errors and messages by the schema of Jenkins', async () => {
    const hostile = failure({ message: '\u0000]]>\ud83d<', error: { name: '"', message: ']]>' } })
    const item = itemOf(
      event.skipped(),
      event.failed({ failure: hostile, name: ']]>' }),
      event.console({ values: ['\u0001]]>', { a: 1 }] }),
      event.scriptEnd({ failure: hostile }),
    )

    const text = await textOf(render(runOf(...item)))

    expect(text).toContain('<skipped/>')
    expect(await faultsOf(text)).toEqual([])
  })

  test('createJunitReporter() writes a finding that fails nothing as a test that was skipped', async () => {
    const unknown = failure({ code: 'REQUEST_UNKNOWN', message: 'Cannot find request "a"' })

    const text = await textOf(render(runOf(event.finding({ severity: 'warning', failure: unknown }))))

    expect(text).toContain(
      '<testcase name="finding" classname="Users" time="0.000"><skipped message="warning REQUEST_UNKNOWN: Cannot find request &quot;a&quot;"/></testcase>',
    )
    expect(await faultsOf(text)).toEqual([])
  })
})

/** What the schema says against a report. */
async function faultsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: xml },
    schema: { fileName: 'junit.xsd', contents: SCHEMA },
  })
  return errors.map(({ message }) => message)
}

test('createJunitReporter() names the request of the item, not that of a producer', async () => {
  const texts = await Promise.all(
    [itemOf(event.request(), event.response(), ...producerExchange()), itemOf(...producerExchange())].map((item) =>
      textOf(render(runOf(...item))),
    ),
  )

  expect(texts.map((text) => /<property name="request" value="([^"]*)"/.exec(text)?.[1])).toEqual([
    'GET http://localhost/users',
    undefined,
  ])
})
