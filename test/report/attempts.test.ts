import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { RunEvent } from '../../src/model/event.ts'
import { createCtrfReporter } from '../../src/report/ctrf.ts'
import { createHarReporter } from '../../src/report/har.ts'
import { createJunitReporter } from '../../src/report/junit.ts'
import { tally } from '../../src/report/live/tally.ts'
import type { CreateReporter } from '../../src/report/reporter.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import { createTapReporter } from '../../src/report/tap.ts'
import { allOf, cursor, event, failure, runOf, streamOf, textOf, wireResponse } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }
const SCHEMA = readFileSync(join(import.meta.dirname, 'junit.xsd'), 'utf8')

function render(create: CreateReporter, events: readonly RunEvent[]): Promise<string> {
  return textOf(create({ screen: SCREEN, options: {} })(streamOf(events)))
}

const [first, second, third] = [0, 1, 2].map((attempt) => ({ cursor: cursor({ attempt }) }))
const reset = failure({ code: 'CONNECTION_RESET', message: 'Cannot send GET "http://localhost/users": closed' })

/** A connection is lost, then an assertion fails; what follows is the third attempt. */
const twoAttempts: readonly RunEvent[] = [
  event.itemStart(first),
  event.request({ ...first, exchange: 0 }),
  event.requestFailed({ ...first, exchange: 0, failure: reset }),
  event.wait({ ...first, reason: 'retry', ms: 250 }),
  event.itemEnd({ ...first, outcome: 'retried', cause: 'network', failure: reset }),
  event.itemStart(second),
  event.request({ ...second, exchange: 1 }),
  event.response({ ...second, exchange: 1, response: wireResponse({ status: 503, statusText: 'Busy' }) }),
  event.scriptStart(second),
  event.failed(second),
  event.scriptEnd(second),
  event.itemEnd({ ...second, outcome: 'retried', cause: '5xx' }),
  event.itemStart(third),
  event.request({ ...third, exchange: 2 }),
  event.response({ ...third, exchange: 2 }),
  event.scriptStart(third),
]

const flaky = runOf(...twoAttempts, event.passed(third), event.scriptEnd(third), event.itemEnd(third))
const broken = runOf(
  ...twoAttempts,
  event.failed(third),
  event.scriptEnd(third),
  event.itemEnd({ ...third, cause: 'assertion' }),
)
/** 503 without any tests, until the retries are used up. */
const untested = runOf(
  event.itemStart(first),
  event.request({ ...first, exchange: 0 }),
  event.response({ ...first, exchange: 0, response: wireResponse({ status: 503, statusText: 'Busy' }) }),
  event.itemEnd({ ...first, outcome: 'retried', cause: '5xx' }),
  event.itemStart(second),
  event.request({ ...second, exchange: 1 }),
  event.response({ ...second, exchange: 1, response: wireResponse({ status: 503, statusText: 'Busy' }) }),
  event.itemEnd({ ...second, cause: '5xx' }),
)

test('createJunitReporter() has one suite for all attempts, with what failed in them as flaky', async () => {
  const xml = await render(createJunitReporter, flaky)

  expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Users">
<testsuite name="List users" tests="2" failures="0" errors="0" skipped="0" time="0.000" timestamp="2026-11-23T17:40:11">
<properties>
<property name="iteration" value="1"/>
<property name="request" value="GET http://localhost/users"/>
<property name="status" value="200 OK"/>
<property name="responseTimeMs" value="10.0"/>
<property name="attempts" value="3"/>
<property name="flaky" value="true"/>
</properties>
<testcase name="status is 200" classname="Users.List users" time="0.000"><flakyFailure message="expected 500 to equal 200" type="ASSERTION_FAILED"><stackTrace><![CDATA[expected 500 to equal 200]]></stackTrace></flakyFailure></testcase>
<testcase name="request" classname="Users.List users" time="0.000"><flakyError message="Cannot send GET &quot;http://localhost/users&quot;: closed" type="CONNECTION_RESET"><stackTrace><![CDATA[Cannot send GET "http://localhost/users": closed]]></stackTrace></flakyError></testcase>
</testsuite>
</testsuites>
`)
})

test('createJunitReporter() has the failure of the last attempt, and those before it as reruns', async () => {
  const xml = await render(createJunitReporter, broken)

  expect(xml.match(/<testcase name="status is 200".*/)?.[0]).toBe(
    '<testcase name="status is 200" classname="Users.List users" time="0.000">' +
      '<failure message="expected 500 to equal 200" type="ASSERTION_FAILED"><![CDATA[expected 500 to equal 200]]></failure>' +
      '<rerunFailure message="expected 500 to equal 200" type="ASSERTION_FAILED">' +
      '<stackTrace><![CDATA[expected 500 to equal 200]]></stackTrace></rerunFailure></testcase>',
  )
  expect(xml).toContain('tests="2" failures="1" errors="0"')
  expect(xml).not.toContain('name="flaky"')
})

test.each([
  ['a flaky item', flaky],
  ['an item that never passed', broken],
  ['a finding', runOf(event.itemStart(), event.itemEnd()).toSpliced(-1, 0, event.finding())],
])('createJunitReporter() writes what the schema allows for %s', async (_, events) => {
  const xml = [{ fileName: 'junit.xml', contents: await render(createJunitReporter, events) }]

  expect((await validateXML({ xml, schema: SCHEMA })).errors).toEqual([])
})

test('createJunitReporter() does not call flaky what never passed', async () => {
  const xml = await render(createJunitReporter, untested)

  expect(xml).toContain('<property name="attempts" value="2"/>')
  expect(xml).not.toContain('flaky')
})

test('createJunitReporter() keeps failures of other items apart from those of attempts', async () => {
  const other = { cursor: cursor({ itemId: 'item-2', itemName: 'Other', position: 1 }) }
  const events = runOf(
    event.itemStart(other),
    event.failed({ ...other, name: 'other' }),
    event.itemEnd(other),
    ...flaky.slice(2, -2),
  )

  const xml = await render(createJunitReporter, events)

  expect(xml.match(/<failure |<error /g)).toEqual(['<failure '])
  expect(xml.match(/<testcase name="[^"]*"/g)).toEqual([
    '<testcase name="other"',
    '<testcase name="status is 200"',
    '<testcase name="request"',
  ])
})

test('createJunitReporter() tells a finding that makes the run fail as an error, and one that does not as skipped', async () => {
  const hinted = failure({ code: 'ITEM_FLAKY', message: '"a" is flaky', hint: 'Look at it' })
  const events = runOf(event.itemStart(), event.itemEnd()).toSpliced(
    -1,
    0,
    event.finding({ failure: hinted }),
    event.finding({ severity: 'warning' }),
  )

  const xml = await render(createJunitReporter, events)

  expect(xml.split('\n').filter((line) => line.startsWith('<testcase'))).toEqual([
    '<testcase name="finding" classname="Users" time="0.000"><error message="&quot;a&quot; is flaky" type="ITEM_FLAKY"><![CDATA["a" is flaky',
    '<testcase name="finding" classname="Users" time="0.000"><skipped message="warning ASSERTION_FAILED: expected 500 to equal 200"/></testcase>',
  ])
})

test('createCtrfReporter() says flaky, and what the attempts came to', async () => {
  const { results } = JSON.parse(await render(createCtrfReporter, flaky)) as {
    readonly results: { readonly tests: unknown; readonly summary: unknown }
  }

  expect(results.tests).toMatchObject([
    {
      name: 'status is 200',
      status: 'passed',
      retries: 1,
      flaky: true,
      retryAttempts: [
        {
          attempt: 2,
          status: 'failed',
          message: 'expected 500 to equal 200',
          trace: 'expected 500 to equal 200',
        },
      ],
    },
    { name: 'request', status: 'passed', retries: 1, flaky: true, retryAttempts: [{ attempt: 1 }] },
  ])
  expect(results.summary).toMatchObject({ tests: 2, passed: 2, failed: 0, flaky: 2 })
})

test('createCtrfReporter() has the attempts of what failed, and does not call it flaky', async () => {
  const { results } = JSON.parse(await render(createCtrfReporter, broken)) as {
    readonly results: { readonly tests: readonly object[] }
  }

  expect(results.tests[0]).toMatchObject({ status: 'failed', retries: 1, retryAttempts: [{ attempt: 2 }] })
  expect(results.tests[0]).not.toHaveProperty('flaky')
})

test('createTapReporter() says flaky where the item is told', async () => {
  const tap = await render(createTapReporter, flaky)

  expect(tap).toBe(`TAP version 14
# Subtest: List users
    ok 1 - status is 200
    ok 2 - request
    1..2
ok 1 - List users (flaky: passed at attempt 3)
  ---
  duration_ms: 0.000
  flaky: true
  attempts: 3
  ...
1..1
`)
})

test('createHarReporter() has a page for each attempt, with its exchanges', async () => {
  const { log } = JSON.parse(await render(createHarReporter, flaky)) as {
    readonly log: { readonly pages: readonly { readonly title: string }[]; readonly entries: readonly object[] }
  }

  expect(log.pages.map(({ title }) => title)).toEqual([
    'List users',
    'List users (attempt 2)',
    'List users (attempt 3)',
  ])
  expect(log.entries).toMatchObject([{ pageref: 'page_1' }, { pageref: 'page_2' }, { pageref: 'page_3' }])
})

test('tally() counts an item once, however often it was tried', async () => {
  const states = await allOf(tally(streamOf(flaky)))

  expect(states.at(-1)).toEqual({ ended: 1, planned: 1, isFailed: false, isRunFailed: false })
})

test('summarize() calls flaky what passed in the end, and nothing else', () => {
  const flakyIn = (events: readonly RunEvent[]): readonly number[] =>
    summaryOf(events.reduce(summarize, emptySummary)).flaky.map((each) => each.cursor.attempt)

  expect([flaky, broken, untested].map(flakyIn)).toEqual([[2], [], []])
})
