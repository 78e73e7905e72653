import type { EventOf } from '../../model/event.ts'
import type { Failure } from '../../model/failure.ts'
import { formatDuration, formatValue } from '../format.ts'
import { exchangesOf, type ItemEvents, select } from '../item-events.ts'
import { type ExchangeView, viewExchange } from './exchange.ts'
import { type FailureView, viewFailure } from './failure.ts'
import type { Block, Span } from './markdown.ts'
import type { UsedVariable } from './origins.ts'
import { type Lane, viewWaterfall } from './waterfall.ts'

/** Everything about an item that is shown when its line is opened. */
export interface Detail {
  readonly failures: readonly FailureView[]
  readonly description: readonly Block[]
  readonly assertions: readonly AssertionView[]
  readonly exchanges: readonly ExchangeView[]
  readonly waterfall: readonly Lane[]
  readonly console: readonly ConsoleView[]
  readonly mutations: readonly MutationView[]
  readonly produced: readonly ProducedView[]
  readonly scripts: readonly ScriptView[]
  readonly waits: readonly string[]
}

interface AssertionView {
  readonly name: string
  /** The name with its links. */
  readonly spans?: readonly Span[]
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly failure?: FailureView
}

interface ConsoleView {
  readonly level: string
  readonly text: string
}

interface MutationView {
  readonly scope: string
  readonly name: string
  readonly value?: string
  readonly isRemoved: boolean
  readonly by: string
}

interface ProducedView {
  readonly name: string
  /** The producer, where its name differs. */
  readonly by?: string
}

interface ScriptView {
  readonly name: string
  readonly time: string
  readonly isFailed: boolean
}

/** What is known of an item besides its events. */
export interface DetailSource {
  readonly description: readonly Block[]
  /** The variables of each exchange, by its number. */
  readonly used: ReadonlyMap<number, readonly UsedVariable[]>
  /** What becomes of each exchange before it is shown. */
  readonly change: (exchange: ExchangeView) => ExchangeView
  /** Reads the names of assertions, if they may hold links. */
  readonly spans?: ((name: string) => readonly Span[]) | undefined
}

/** Prepares what is shown when the line of an item is opened. */
export function viewDetail(events: ItemEvents, { description, used, change, spans }: DetailSource): Detail {
  return {
    failures: viewFailures(events),
    description,
    assertions: select(events, 'assertion').map((assertion) => ({
      name: assertion.name,
      ...(spans && { spans: spans(assertion.name) }),
      outcome: assertion.outcome,
      ...(assertion.outcome === 'failed' && { failure: viewFailure(assertion.failure, placeOf(events, assertion)) }),
    })),
    exchanges: exchangesOf(events)
      .map((exchange) => viewExchange(exchange, used.get(exchange.request.exchange)))
      .map(change),
    waterfall: viewWaterfall(events),
    console: select(events, 'console').map(({ level, values }) => ({ level, text: values.map(printed).join(' ') })),
    mutations: select(events, 'mutation').map(viewMutation),
    produced: select(events, 'produced').map(({ name, producer }) => ({
      name,
      ...(producer !== name && { by: producer }),
    })),
    scripts: select(events, 'script:end').map(({ script, phase, durationMs, failure }) => ({
      name: `${phase === 'prerequest' ? 'Pre-request' : 'Test'} script of ${script.level} “${script.owner}”`,
      time: formatDuration(durationMs),
      isFailed: failure !== undefined,
    })),
    waits: select(events, 'wait').map(({ reason, ms }) => `${formatDuration(ms)} (${reason})`),
  }
}

/** Failures that are shown neither with an assertion nor with an exchange. `item:end` repeats one that came before. */
function viewFailures(events: ItemEvents): readonly FailureView[] {
  const scripts = select(events, 'script:end').flatMap(({ failure, script, phase }) =>
    failure === undefined ? [] : [{ failure, place: { script, phase } }],
  )
  const known = [...scripts, ...select(events, 'request:failed')].map(({ failure }) => failure)
  const own = select(events, 'item:end').flatMap(({ failure }) =>
    failure === undefined || known.some((other) => isSame(other, failure)) ? [] : [viewFailure(failure)],
  )
  return [...scripts.map(({ failure, place }) => viewFailure(failure, place)), ...own]
}

function isSame(a: Failure, b: Failure): boolean {
  return a.code === b.code && a.message === b.message
}

/** An assertion's phase is that of the script it was made in: the last one that started before it. */
function placeOf(events: ItemEvents, assertion: EventOf<'assertion'>): Parameters<typeof viewFailure>[1] {
  const before = events.slice(0, events.indexOf(assertion))
  return { script: assertion.script, phase: select(before, 'script:start').at(-1)?.phase }
}

function viewMutation({ scope, name, value, by }: EventOf<'mutation'>): MutationView {
  return {
    scope,
    name,
    ...(value !== undefined && { value: printed(value) }),
    isRemoved: value === undefined,
    by: typeof by === 'string' ? by : `${by.level} “${by.owner}”`,
  }
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : formatValue(value)
}
