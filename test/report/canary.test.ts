import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createRedactor, type SecretPolicy } from '../../src/report/redact.ts'
import { REPORTERS } from '../../src/report/registry.ts'
import { ENCODINGS, html, SOURCES, secretsOf } from '../support/canary.ts'
import {
  bytes,
  cursor,
  event,
  failure,
  itemOf,
  outlineItem,
  resolvedRequest,
  runOf,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'
import { leaksIn } from '../support/leaks.ts'

/** Everything that a run can say with a text in it: `body` is bytes with the text, and `way` picks among the ways in which an exchange can end. */
function sayings(text: string, body: Uint8Array, way: number): readonly RunEvent[] {
  const refused = failure({ code: 'CONNECTION_REFUSED', message: text, hint: text })
  return [
    event.console({ values: [text, { [text]: [text] }] }),
    event.mutation({ name: 'x', value: text }),
    event.failed({
      name: `says ${text}`,
      failure: failure({
        message: `expected '${text}' to equal 1`,
        error: { name: 'AssertionError', message: text, stack: `at ${text}`, expected: text, actual: { text } },
      }),
    }),
    event.scriptEnd({ failure: failure({ code: 'SCRIPT_ERROR', message: text }) }),
    event.request({
      exchange: 1,
      request: resolvedRequest({
        header: [{ key: 'X-A', value: text }],
        body: { mode: 'formdata', formdata: [{ type: 'file', key: 'f', src: [`/tmp/${text}.txt`] }] },
      }),
      wire: wireRequest({ headers: [{ key: 'X-A', value: text }], body: { kind: 'bytes', bytes: body } }),
    }),
    way % 2 === 0
      ? event.response({ exchange: 1, response: wireResponse({ statusText: text, body }) })
      : event.requestFailed({ exchange: 1, failure: refused }),
  ]
}

/** How a body can hold a text. */
const BODIES: readonly ((text: string) => Uint8Array)[] = [
  (text) => bytes(`<p>${text}</p>`),
  (text) => gzipSync(text),
  (text) => deflateRawSync(text),
  (text) => brotliCompressSync(text),
  (text) => gzipSync(gzipSync(text)),
]

/** One secret from one source, written in one way. */
interface Case {
  readonly source: string
  readonly value: string
  readonly encoding: string
}

/** A whole item for each case: the secret is born in it, and then told. */
function itemsOf(cases: readonly Case[]): { readonly events: readonly RunEvent[]; readonly policy: Policy } {
  const births = cases.map(({ source, value }) => SOURCES[source]?.(value) ?? {})
  const events = cases.flatMap(({ value, encoding }, position) => {
    const text = ENCODINGS[encoding]?.(value) ?? ''
    const bodyOf = BODIES[position % BODIES.length] ?? bytes
    const item = itemOf(...(births[position]?.events ?? []), ...sayings(text, bodyOf(`a ${text} b`), position))
    // Exchanges are numbered through.
    return item.map((each): RunEvent => {
      const placed = 'cursor' in each ? { ...each, cursor: cursor({ position, itemId: `item-${position}` }) } : each
      return 'exchange' in placed ? { ...placed, exchange: 10 * position + placed.exchange } : placed
    })
  })
  const policies = births.flatMap(({ policy }) => policy ?? [])
  const bornAll = policies.flatMap(({ born }) => born?.() ?? [])
  const rules = policies.find((policy) => policy.rules !== undefined)?.rules
  const policy = {
    values: policies.flatMap(({ values = [] }) => values),
    names: policies.flatMap(({ names = [] }) => names),
    born: () => bornAll,
    ...(rules && { rules }),
  }
  return { events, policy }
}

type Policy = Omit<SecretPolicy, 'show'>

/** What every built-in reporter says of a run whose events have been masked. */
async function reportsOf(items: readonly RunEvent[], policy: Policy): Promise<ReadonlyMap<string, string>> {
  const { event: mask } = createRedactor({ ...policy, show: false })
  const ids = new Set(items.flatMap((each) => ('cursor' in each ? [each.cursor.itemId] : [])))
  const [start, ...others] = runOf(...items)
  const outline = [...ids].map((id) => outlineItem({ id }))
  const masked = [{ ...start, outline } as RunEvent, ...others].map(mask)
  const screen = { width: 100, color: false, unicode: true, isTerminal: false }
  const reports = await Promise.all(
    Object.entries(REPORTERS).map(async ([name, { load }]) => {
      const reporter = (await load())({ screen, options: { verbose: true } })
      return [name, await textOf(reporter(streamOf(masked)))] as const
    }),
  )
  return new Map(reports)
}

/** Secrets that reports show, with where they came from and the names of the reports. */
function leaksOf(
  reports: ReadonlyMap<string, string>,
  cases: readonly Pick<Case, 'source' | 'value'>[],
): readonly string[] {
  const secrets = cases.map(({ value }) => value)
  const leaks = leaksIn([...reports.values()].join('\n'), secrets)
  return cases
    .filter(({ value }) => leaks.includes(value))
    .map(({ source, value }) => {
      const names = [...reports].filter(([, text]) => leaksIn(text, [value]).length > 0).map(([name]) => name)
      return `${source}: ${JSON.stringify(value)} in ${names.join()}`
    })
}

/** The same cases each time; another number looks for others. */
const SEED = 308_286_395

const CASES = Object.keys(SOURCES).length * Object.keys(ENCODINGS).length

describe('redact()', () => {
  test('redact() is tried with 1,000 secrets at least', () => {
    expect(CASES).toBeGreaterThanOrEqual(1000)
  })

  test.each(Object.keys(ENCODINGS).map((encoding, index) => ({ encoding, index })))(
    'redact() lets no report show a secret from any source, written as $encoding',
    async ({ encoding, index }) => {
      const sources = Object.keys(SOURCES)
      const isHidden = fc.asyncProperty(fc.tuple(...sources.map((_, n) => secretsOf(n))), async (values) => {
        const cases = values.map((value, n) => ({ source: sources[n] ?? '', value, encoding }))
        const { events, policy } = itemsOf(cases)

        const leaks = leaksOf(await reportsOf(events, policy), cases)

        expect(leaks).toEqual([])
      })

      await fc.assert(isHidden, { numRuns: 1, seed: SEED + index, endOnFailure: true })
    },
  )

  test('redact() lets no report show a secret that contains another one, or overlaps it', async () => {
    const isHidden = fc.asyncProperty(secretsOf(0), secretsOf(1), secretsOf(2), async (first, middle, last) => {
      const values = [middle, first + middle, middle + last].map((value) => ({ name: 'typed', value }))
      const text = first + middle + last
      const said = itemOf(event.console({ values: [text, html(text)] }))

      const leaks = leaksOf(
        await reportsOf(said, { values, names: [] }),
        [first, middle, last].map((value) => ({ source: 'typed', value })),
      )

      expect(leaks).toEqual([])
    })

    await fc.assert(isHidden, { numRuns: 50, seed: SEED })
  })
})
