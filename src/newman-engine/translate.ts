import type { ConsoleLevel, Cursor, RunEvent, ScriptRef } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import { changesOf, plain } from './changes.ts'
import { requestOf, responseOf, timingsOf } from './exchange.ts'
import { assertionFailure, requestFailure, scriptFailure, thrownOf } from './failure.ts'
import type { Hop, NewmanArgs, NewmanEvent } from './newman.ts'
import type { OrderedItem } from './protocol.ts'

/** What the translation needs besides newman's events. */
export interface TranslateInput {
  readonly run: string
  /** Milliseconds since the run started. */
  readonly now: () => number
  /** The planned item that newman has come to. */
  readonly find: (args: NewmanArgs) => { readonly item: OrderedItem; readonly position: number }
}

/** newman's events → ours, one by one. What newman says outside of an item has no place in our events and is dropped. */
export type Translate = (name: NewmanEvent, error: unknown, args: NewmanArgs) => readonly RunEvent[]

/** What is known of the item that runs. */
interface Open {
  readonly item: OrderedItem
  readonly cursor: Cursor
  readonly ran: Record<Phase, number>
  readonly assertions: Record<Phase, number>
  script: { readonly ref: ScriptRef; readonly phase: Phase; readonly startedAt: number; thrown?: unknown } | undefined
  /** Exchanges of the item itself. */
  exchanges: number
  failure: Failure | undefined
  didAssertionFail: boolean
}

type Phase = 'prerequest' | 'test'

/** Translates the events of one run of newman. Source of order and arguments: newman 6.2.2, observed. */
export function createTranslate({ run, now, find }: TranslateInput): Translate {
  const visits = new Map<string, number>()
  let open: Open | undefined
  let exchanges = 0

  return (name, error, args) => {
    const base = { run, at: now() }
    const { iteration = 0 } = args.cursor ?? {}
    if (name === 'beforeIteration') return [{ type: 'iteration:start', ...base, iteration }]
    if (name === 'iteration') return [{ type: 'iteration:end', ...base, iteration }]
    if (name === 'beforeItem') {
      const { item, position } = find(args)
      const key = `${iteration}/${position}`
      const visit = visits.get(key) ?? 0
      visits.set(key, visit + 1)
      open = openItem(item, { iteration, position, visit, attempt: 0, itemId: item.id, itemName: item.name })
      return [{ type: 'item:start', ...base, cursor: open.cursor }]
    }
    if (open === undefined) return []
    const at = { ...base, cursor: open.cursor }
    switch (name) {
      case 'beforeScript':
        return [scriptStarted(open, args, at)]
      case 'script':
        return scriptEnded(open, { error, args }, at)
      case 'assertion':
        return [asserted(open, { error, args }, at)]
      case 'console':
        return [{ type: 'console', ...at, level: levelOf(args.level), values: (args.messages ?? []).map(plain) }]
      case 'exception':
        if (open.script !== undefined) open.script.thrown = args.error
        return []
      case 'beforeRequest':
        return requested(open, { error, args, exchange: exchanges }, at)
      case 'request':
        exchanges += 1
        return exchanged(open, { error, args, exchange: exchanges - 1 }, at)
      case 'item': {
        const end = itemEnded(open, at)
        open = undefined
        return [end]
      }
    }
  }
}

type At = Pick<Extract<RunEvent, { readonly type: 'item:start' }>, 'run' | 'at' | 'cursor'>

function openItem(item: OrderedItem, cursor: Cursor): Open {
  return {
    item,
    cursor,
    ran: { prerequest: 0, test: 0 },
    assertions: { prerequest: 0, test: 0 },
    script: undefined,
    exchanges: 0,
    failure: undefined,
    didAssertionFail: false,
  }
}

/** newman draws ids of scripts by lot where the file has none: the plan has them in the same order. */
function scriptStarted(open: Open, { event, script }: NewmanArgs, at: At): RunEvent {
  const phase: Phase = event?.listen === 'prerequest' ? 'prerequest' : 'test'
  const place = open.ran[phase]
  open.ran[phase] += 1
  const ref = open.item[phase][place] ?? {
    id: script?.id ?? '',
    eventId: event?.id ?? '',
    level: 'item',
    owner: open.item.name,
  }
  open.script = { ref, phase, startedAt: at.at }
  return { type: 'script:start', ...at, script: ref, phase }
}

interface Told {
  readonly error: unknown
  readonly args: NewmanArgs
}

function scriptEnded(open: Open, { error, args }: Told, at: At): readonly RunEvent[] {
  const { script } = open
  if (script === undefined) return []
  open.script = undefined
  const { ref, phase, startedAt } = script
  const { execution } = args
  const next = execution?.return?.nextRequest
  const failure = error && !isBail(error) ? scriptFailure(error) : undefined
  open.failure ??= failure
  return [
    // newman lets it pass: it stays green, and says nothing.
    ...(script.thrown !== undefined && failure === undefined ? [lateError(script.thrown, at)] : []),
    ...(execution === undefined ? [] : changesOf(execution)).map(
      (changed): RunEvent => ({ type: 'mutation', ...at, ...changed, by: ref }),
    ),
    {
      type: 'script:end',
      ...at,
      script: ref,
      phase,
      durationMs: at.at - startedAt,
      ...(failure && { failure }),
      ...(next !== undefined && { nextRequest: next }),
    },
  ]
}

/** With `--bail` newman gives the script whose assertions failed an error of its own. */
function isBail(error: unknown): boolean {
  return thrownOf(error).name === 'AssertionFailure'
}

function lateError(error: unknown, at: At): RunEvent {
  const { name, message } = thrownOf(error)
  return { type: 'console', ...at, level: 'error', values: [`${name}: ${message}`] }
}

function asserted(open: Open, { error, args }: Told, at: At): RunEvent {
  const { ref: script, phase = 'test' } = open.script ?? {}
  const index = open.assertions[phase]
  open.assertions[phase] += 1
  const base = { type: 'assertion', ...at, index, name: args.assertion ?? '', ...(script && { script }) } as const
  if (!error) return { ...base, outcome: args.skipped === true ? 'skipped' : 'passed' }
  open.didAssertionFail = true
  return { ...base, outcome: 'failed', failure: plain(assertionFailure(error, args.error)) as Failure }
}

function levelOf(level: string | undefined): ConsoleLevel {
  return level === 'info' || level === 'warn' || level === 'error' || level === 'debug' ? level : 'log'
}

interface Exchanged extends Told {
  readonly exchange: number
}

/** A request that goes out, or went out: all that newman added to it is known only with its answer. */
function requested(open: Open, { args, exchange }: Exchanged, at: At): readonly RunEvent[] {
  if (args.request === undefined) return []
  const own = open.exchanges > 0 ? 'auth' : 'item'
  const source = open.script === undefined ? own : 'script'
  return [{ type: 'request', ...at, exchange, source, ...requestOf(args.request, hopsOf(args)) }]
}

function hopsOf({ history }: NewmanArgs): readonly Hop[] {
  return history?.execution?.data ?? []
}

function exchanged(open: Open, told: Exchanged, at: At): readonly RunEvent[] {
  const { error, args, exchange } = told
  const sent = requested(open, told, at)
  if (sent.length === 0) return []
  const isScript = open.script !== undefined
  if (!isScript) open.exchanges += 1
  if (error || args.response === undefined) {
    const failure = requestFailure(error ?? new Error('newman tells no response'))
    if (!isScript) open.failure ??= failure
    return [...sent, { type: 'request:failed', ...at, exchange, failure }]
  }
  const hops = hopsOf(args)
  const response = responseOf(args.response, args, hops)
  return [...sent, { type: 'response', ...at, exchange, response, timings: timingsOf(args.response, hops) }]
}

function itemEnded({ failure, exchanges, didAssertionFail }: Open, at: At): RunEvent {
  if (failure !== undefined) return { type: 'item:end', ...at, outcome: 'failed', failure }
  // Without a request, and with nothing that would have stopped it: a script skipped it.
  return { type: 'item:end', ...at, outcome: exchanges === 0 && !didAssertionFail ? 'skipped' : 'ran' }
}
