import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractOf } from '../../src/contract/contract.ts'
import { DriftFold } from '../../src/contract/drift.ts'
import { judge } from '../../src/contract/judge.ts'
import { parseCollection } from '../../src/load/collection.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { plan } from '../../src/plan/plan.ts'
import { createHtmlReporter } from '../../src/report/html/html.ts'
import type { Standin } from '../../src/standin/server.ts'
import { ROOT } from '../support/cli.ts'
import { streamOf, textOf } from '../support/events.ts'
import { runNewman } from '../support/newman.ts'
import { type RecordedRun, recordRun } from '../support/recorded-run.ts'
import { type Example, matches, type Shipped, script, shipped } from '../support/shipped-collection.ts'
import { startQuickStandin } from '../support/standin.ts'

/** What each collection comes to, in both runners. */
const COUNTS: Readonly<Record<string, { readonly requests: number; readonly assertions: number }>> = {
  'authorization-code-pkce': { requests: 14, assertions: 93 },
  'client-authentication': { requests: 14, assertions: 75 },
  'device-authorization': { requests: 14, assertions: 75 },
  'login-with-authenticator-app': { requests: 19, assertions: 124 },
  'login-with-mfa': { requests: 18, assertions: 119 },
  'mfa-only-login-hint': { requests: 14, assertions: 97 },
  'passwordless-login': { requests: 15, assertions: 103 },
  'pushed-authorization-request': { requests: 16, assertions: 100 },
  'refresh-token': { requests: 20, assertions: 118 },
  'simple-login': { requests: 15, assertions: 97 },
  'transaction-approval': { requests: 17, assertions: 113 },
  'transaction-approval-sms': { requests: 20, assertions: 129 },
  'user-administration': { requests: 22, assertions: 96 },
}

const ENVIRONMENT = join(ROOT, 'environments/standin.postman_environment.json')

type ItemEvent = Extract<RunEvent, { cursor: object }>
type Response = Extract<RunEvent, { type: 'response' }>

let standin: Standin
/** All collections, run by flowgate in one command. */
let recorded: RecordedRun

beforeAll(async () => {
  standin = await startQuickStandin()
  const paths = shipped.map(({ path }) => path)
  recorded = await recordRun(paths, ENVIRONMENT, addresses())
})

afterAll(async () => {
  await standin.close()
})

/** Only the port differs from the shipped environment. */
function addresses(): Readonly<Record<string, string>> {
  return { authPath: standin.url, apiPath: `${standin.url}/v1` }
}

/** What happened in one pass of a collection, the first or the second. */
function eventsOf({ collection }: Shipped, iteration: 0 | 1): readonly ItemEvent[] {
  const { events } = recorded
  const start = events.find((event) => event.type === 'run:start' && event.name === collection.info.name)
  return events
    .filter((event): event is ItemEvent => 'cursor' in event)
    .filter(({ run, cursor }) => run === start?.run && cursor.iteration === iteration)
}

function isOfScript(event: ItemEvent): boolean {
  return event.type === 'assertion' && event.script !== undefined
}

function countsOf(events: readonly ItemEvent[]): object {
  return {
    failed: events.filter((event) => event.type === 'assertion' && event.outcome === 'failed'),
    requests: events.filter((event) => event.type === 'request').length,
    // newman knows no contracts.
    assertions: events.filter(isOfScript).length,
  }
}

/** What must be the same in an example and in an answer: the status, the names of the values, their types. */
function shapeOf(status: number, body: string): unknown {
  const isJson = /^\s*\{/.test(body)
  return { status, body: isJson ? shapeOfValue(JSON.parse(body)) : body }
}

function shapeOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOfValue)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOfValue(inner)]))
}

function exampleShape({ code: status, body }: Example): unknown {
  return shapeOf(status, body)
}

function answerShape({ response }: Response): unknown {
  return shapeOf(response.status, new TextDecoder().decode(response.body))
}

/** Item and method of each exchange of a drawing, and all its arrows that leave the client: no redirect was followed. */
function drawnExchanges(drawing: string): readonly string[] {
  const parts = drawing.matchAll(/<title>([^<]*)<\/title>|<tspan class="strong ">(\w+)</g)
  return [...parts].map(([, item, method]) => (item ?? method ?? '').replaceAll('&#x27;', "'"))
}

function sentExchanges(events: readonly ItemEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'request' ? [event.cursor.itemName, event.wire.method] : []))
}

/** The last answer of each item. */
function lastResponses(events: readonly ItemEvent[]): readonly Response[] {
  const responses = events.filter((event) => event.type === 'response')
  return [...new Map(responses.map((event) => [event.cursor.itemId, event])).values()]
}

it('has counts for every shipped collection', () => {
  expect(Object.keys(COUNTS)).toEqual(shipped.map(({ file }) => file))
})

it('flowgate runs all collections green in one command', () => {
  expect(recorded.exitCode).toBe(0)
})

it('the HTML report draws the first pass of each collection: every exchange once, in order', async () => {
  const screen = { isTerminal: false, width: 80, color: false, unicode: true }

  const page = await textOf(createHtmlReporter({ screen, options: {} })(streamOf(recorded.events)))

  const drawings = page.match(/<div class="drawing"[^>]*>[\s\S]*?<\/div>/g) ?? []
  expect(drawings.map(drawnExchanges)).toEqual(shipped.map((one) => sentExchanges(eventsOf(one, 0))))
})

describe.each(shipped)('$file', (one) => {
  it('is green in flowgate', () => {
    const counts = countsOf(eventsOf(one, 0))

    expect(counts).toEqual({ failed: [], ...COUNTS[one.file] })
  })

  it('is green once more, with the variables and cookies that the first pass has left', () => {
    const counts = countsOf(eventsOf(one, 1))

    expect(counts).toEqual({ failed: [], ...COUNTS[one.file] })
  })

  it('is held against its contracts, as the configuration beside it says', () => {
    const judged = eventsOf(one, 0).flatMap((event) => (event.type === 'contract' ? [event.cursor.itemId] : []))

    expect(one.items.filter(({ id }) => !judged.includes(id)).map(({ name }) => name)).toEqual([])
  })

  it('has the values of its marked scripts made natively', () => {
    const marked = one.items.flatMap((item) => matches(script(item, 'prerequest'), /^\/\/ @native (\w+)$/gm))

    const made = eventsOf(one, 0).flatMap((event) => (event.type === 'produced' ? [event.name] : []))

    expect(marked.filter((name) => !made.includes(name))).toEqual([])
  })

  it('is green in newman, by its scripts', async () => {
    const { exitCode, failures, requests, assertions } = await runNewman(one.path, ENVIRONMENT, addresses())

    expect({ exitCode, failures, requests, assertions }).toEqual({ exitCode: 0, failures: [], ...COUNTS[one.file] })
  })

  it('checks and saves an example of every answer', () => {
    const checked = eventsOf(one, 0)
      .filter(isOfScript)
      .map(({ cursor }) => cursor.itemId)

    const bare = one.items.filter(({ id, response }) => !checked.includes(id) || response.length !== 1)

    expect(bare.map(({ name }) => name)).toEqual([])
  })

  it('keeps the contract of every example in shape mode, and has no drift', () => {
    const items = plan(
      parseCollection(one.collection, { kind: 'collection', name: one.file, text: one.text }),
      [],
    ).items
    const events = eventsOf(one, 0)
    const fold = new DriftFold(items)
    for (const event of events) fold.take(event)

    const { requests, uncontracted, unanswered, steady } = fold.result()
    const broken = lastResponses(events).flatMap(({ cursor, response }) => {
      const { examples = [] } = items.find(({ id }) => id === cursor.itemId) ?? {}
      return judge(response, contractOf(examples), 'shape').filter(
        (each) => each.kind === 'assertion' && each.outcome !== 'passed',
      )
    })
    expect([requests, uncontracted, unanswered, steady, broken]).toEqual([[], [], [], one.items.length, []])
  })

  it('has the examples that the stand-in answers: status, names and types', () => {
    const responses = eventsOf(one, 0).filter((event) => event.type === 'response')

    const answers = responses.map((event) => [event.cursor.itemName, answerShape(event)])

    expect(answers).toEqual(one.items.map(({ name, response: [example] }) => [name, exampleShape(example!)]))
  })
})
