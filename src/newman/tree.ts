import type { NewmanCursor } from './cursor.ts'
import type { Happening } from './happening.ts'
import { newmanTimes, noPhaseTimes, withPhaseTimes } from './phase-times.ts'
import { transferredBytes } from './response.ts'

/** A count in `run.stats`. */
interface Stat {
  total: number
  pending: number
  failed: number
}

/** One entry of `run.executions`. */
export interface Execution {
  cursor: NewmanCursor
  item?: unknown
  request?: unknown
  response?: unknown
  id?: string
  requestError?: unknown
  assertions?: readonly ExecutionAssertion[]
  prerequestScript?: readonly { readonly error: unknown }[]
  testScript?: readonly { readonly error: unknown }[]
}

/** An assertion in an execution. */
interface ExecutionAssertion {
  readonly assertion: string
  readonly skipped: boolean
  readonly error: unknown
}

/** One of `run.failures`. */
interface NewmanFailure {
  readonly error: unknown
  readonly at: string
  readonly source?: unknown
  readonly parent?: unknown
  readonly cursor: NewmanCursor
}

/** `run` of newman's summary, live: it grows with the run. */
export interface RunTree {
  readonly stats: Readonly<Record<StatName, Stat>>
  timings: Readonly<Record<string, number>>
  readonly executions: Execution[]
  readonly transfers: { responseTotal: number }
  readonly failures: NewmanFailure[]
  error: unknown
}

/** How the parts of a happening are shown: as plain JSON, or as objects of the SDK. */
export interface Shown {
  readonly item?: unknown
  /** The folder or collection of the item. */
  readonly parent?: unknown
  readonly request?: unknown
  readonly response?: unknown
  readonly error?: unknown
  /** The error as it stands among the failures. */
  readonly failure?: unknown
}

/** Keeps `run` of newman's summary up to date. */
export interface Tree {
  readonly run: RunTree
  readonly note: (happening: Happening, shown: Shown) => void
}

const STATS = [
  'iterations',
  'items',
  'scripts',
  'prerequests',
  'requests',
  'tests',
  'assertions',
  'testScripts',
  'prerequestScripts',
] as const
type StatName = (typeof STATS)[number]

/**
 * Makes an empty tree. Every exchange has an entry of its own in `executions`; what belongs to the item as a whole, assertions and
 * errors of scripts, is in the last one of the item; so is the error of an exchange before it. (Newman has one entry instead, repeated, which says
 * what that last one says.) Every attempt of an item has its executions; what failed in one that is tried again is in none of the counts.
 * Source: newman 6.2.2, observed.
 */
export function createTree(): Tree {
  const run: RunTree = {
    stats: Object.fromEntries(STATS.map((name) => [name, { total: 0, pending: 0, failed: 0 }])) as RunTree['stats'],
    timings: newmanTimes(noPhaseTimes),
    executions: [],
    transfers: { responseTotal: 0 },
    failures: [],
    error: null,
  }
  let times = noPhaseTimes
  let current: Execution | undefined
  /** The item that runs: also that of what its scripts send. */
  let owner: unknown
  /** Of the exchange of the item that failed last. */
  let requestError: unknown
  let checks: Pick<Execution, 'assertions' | 'prerequestScript' | 'testScript'> = {}
  /** Before the current item: newman knows no attempts, so one that is tried again must leave no failure behind. */
  let before = { stats: run.stats, failures: 0 }

  function forget(): void {
    const { total } = run.stats.requests
    for (const name of STATS) Object.assign(run.stats[name], before.stats[name])
    run.stats.requests.total = total
    run.failures.length = before.failures
  }

  function check(change: typeof checks): void {
    checks = { ...checks, ...change }
    if (current !== undefined) Object.assign(current, change)
  }

  /** The checks move on to the last exchange of the item: none is there twice. */
  function push(happening: RequestHappening, shown: Shown): void {
    if (current !== undefined) leaveBehind(current)
    requestError = shown.error ?? requestError
    const failed = requestError === undefined ? {} : { requestError }
    current = { ...executionOf(happening, { ...shown, item: owner }), ...failed, ...checks }
    run.executions.push(current)
    const { answer } = happening
    if (answer === undefined) return
    run.transfers.responseTotal += transferredBytes(answer.response)
    times = withPhaseTimes(times, answer.timings)
    run.timings = { ...run.timings, ...newmanTimes(times) }
  }

  return {
    run,
    note(happening, shown) {
      if (happening.name === 'beforeItem') before = { stats: copyOf(run.stats), failures: run.failures.length }
      count(run.stats, happening)
      if (happening.error !== undefined) run.failures.push(failureOf(happening, shown))
      if (happening.name === 'beforeItem') {
        current = undefined
        owner = shown.item
        requestError = undefined
        checks = {}
      }
      if (happening.name === 'item' && happening.isRetried === true) forget()
      if (happening.name === 'request') push(happening, shown)
      if (happening.name === 'assertion') {
        const { name: assertion, outcome } = happening.assertion
        const skipped = outcome === 'skipped'
        const error = happening.error === undefined ? undefined : shown.error
        check({ assertions: [...(checks.assertions ?? []), { assertion, skipped, error }] })
      }
      if (happening.name === 'script' && happening.error !== undefined) {
        const key = `${happening.script.phase}Script` as const
        check({ [key]: [...(checks[key] ?? []), { error: shown.error }] })
      }
    },
  }
}

function copyOf(stats: RunTree['stats']): RunTree['stats'] {
  return Object.fromEntries(STATS.map((name) => [name, { ...stats[name] }])) as RunTree['stats']
}

/** An exchange that is not the last of its item. Reporters take one execution for each `ref`: it gets one of its own, so that none is lost. */
function leaveBehind(execution: Execution): void {
  for (const key of CHECKS) delete execution[key]
  const { cursor } = execution
  execution.cursor = { ...cursor, ref: cursor.httpRequestId ?? cursor.ref }
}

const CHECKS = ['assertions', 'prerequestScript', 'testScript'] as const

type RequestHappening = Extract<Happening, { readonly name: 'request' }>

/** Each event counts under its name in the plural, and is pending between its `before…` and itself. */
function count(stats: RunTree['stats'], happening: Happening): void {
  for (const { before, name, stat } of COUNTED) {
    if (happening.name === before) stats[stat].pending += 1
    if (happening.name === name) ended(stats[stat], happening)
  }
  if (happening.name === 'beforeScript') stats[`${happening.script.phase}Scripts`].pending += 1
  if (happening.name === 'script') ended(stats[`${happening.script.phase}Scripts`], happening)
}

const COUNTED = [
  { before: 'beforeIteration', name: 'iteration', stat: 'iterations' },
  { before: 'beforeItem', name: 'item', stat: 'items' },
  { before: 'beforeScript', name: 'script', stat: 'scripts' },
  { before: 'beforePrerequest', name: 'prerequest', stat: 'prerequests' },
  { before: 'beforeRequest', name: 'request', stat: 'requests' },
  { before: 'beforeTest', name: 'test', stat: 'tests' },
  { before: undefined, name: 'assertion', stat: 'assertions' },
] as const

function ended(stat: Stat, { error }: Happening): void {
  if (stat.pending > 0) stat.pending -= 1
  if (error !== undefined) stat.failed += 1
  stat.total += 1
}

function executionOf({ cursor, item }: RequestHappening, shown: Shown): Execution {
  return {
    cursor,
    item: shown.item,
    request: shown.request,
    response: shown.response,
    id: item.id,
  }
}

function failureOf(happening: Happening, { failure, item, parent }: Shown): NewmanFailure {
  return {
    error: failure,
    at: placeOf(happening),
    ...(item !== undefined && { source: item }),
    ...(parent !== undefined && { parent }),
    cursor: happening.cursor,
  }
}

/** Newman says `test-script` also of an assertion that failed before the request. */
function placeOf(happening: Happening): string {
  if (happening.name === 'assertion') return `assertion:${happening.assertion.index} in test-script`
  if (happening.name !== 'script') return happening.name
  const { script, frame } = happening
  return `${script.phase}-script${frame === undefined ? '' : `:${frame.lineNumber - 2}:${frame.columnNumber}`}`
}
