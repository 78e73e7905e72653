import { type ErrorCode, unreachable } from '../errors.ts'
import type { Cursor, EventOf, Phase, RunEvent } from '../model/event.ts'
import { type Bounds, itemCursor, type NewmanCursor, scriptCursor } from './cursor.ts'
import {
  ASSERTION_FAILURE_FRAME,
  assertionError,
  assertionFailure,
  chaiFrame,
  exceptionError,
  loopError,
  type NewmanError,
  requestError,
  scriptError,
} from './error.ts'
import { createExchanges, type Exchanges } from './exchanges.ts'
import { executionId } from './execution.ts'
import type { Happening, ItemRef, RunScript, ScriptExecution } from './happening.ts'

/** The translation of one item: it is started, and reads the events of the item up to its end. */
export interface ItemTranslation {
  readonly started: () => readonly Happening[]
  readonly read: (event: RunEvent) => readonly Happening[]
}

/** What an item needs to know of its run. */
export interface ItemSurroundings {
  readonly start: EventOf<'run:start'>
  readonly bounds: Bounds
  /** The item that ran last. */
  readonly before: Cursor | undefined
}

interface Open {
  readonly run: EventOf<'run:start'>
  readonly at: Cursor
  /** From its first request on it names the last one. */
  cursor: NewmanCursor
  readonly item: ItemRef
  /** How far newman's phases have come. */
  phase: 'prerequest' | 'request' | 'test'
  scripts: ScriptExecution[]
  script: RunScript | undefined
  /** Assertions of the phase so far, and before the open script. */
  asserted: number
  assertedBefore: number
  /** Names of those that failed. */
  failed: string[]
  readonly exchanges: Exchanges
  /** How the last exchange of the item itself went. */
  sent: 'answered' | 'failed' | undefined
}

/** Translates the events of one item. */
export function translateItem(
  { cursor: at, at: time }: EventOf<'item:start'>,
  { start, bounds, before }: ItemSurroundings,
): ItemTranslation {
  const open: Open = {
    run: start,
    at,
    cursor: itemCursor(bounds, at, before),
    item: { kind: 'item', id: at.itemId, name: at.itemName },
    phase: 'prerequest',
    scripts: [],
    script: undefined,
    asserted: 0,
    assertedBefore: 0,
    failed: [],
    exchanges: createExchanges(start),
    sent: undefined,
  }
  const { cursor, item } = open
  return {
    started: () => [
      { name: 'beforeItem', at: time, cursor, item },
      { name: 'beforePrerequest', at: time, cursor, item },
    ],
    read: (event) => read(event, open),
  }
}

function read(event: RunEvent, open: Open): readonly Happening[] {
  switch (event.type) {
    case 'script:start':
      return scriptStarted(event, open)
    case 'script:end':
      return scriptEnded(event, open)
    case 'console': {
      // Outside of a script: what a signer says about the request.
      const before = open.script === undefined ? leavePrerequest(event.at, open) : []
      const { level, rich, values, at, thrown } = event
      if (thrown !== undefined)
        return [...before, { name: 'exception', at, cursor: inside(open), thrown: exceptionError(thrown) }]
      return [...before, { name: 'console', at, cursor: inside(open), level, values: rich ?? values }]
    }
    case 'assertion': {
      // Outside of a script: a contract or a check, which newman does not know.
      const before = open.script === undefined ? enterTest(event.at, open) : []
      return [...before, asserted(event, open)]
    }
    case 'request':
      return requested(event, open)
    case 'response':
    case 'request:failed':
      return answered(event, open)
    case 'item:end':
      return ended(event, open)
    case 'run:start':
    case 'run:end':
    case 'iteration:start':
    case 'iteration:end':
    case 'item:start':
    case 'produced':
    case 'mutation':
    case 'contract':
    case 'wait':
    case 'finding':
      return []
    default:
      return unreachable(event)
  }
}

function here({ cursor, script }: Open): NewmanCursor {
  return script === undefined ? cursor : scriptCursor(cursor, script.ref)
}

/** The cursor of what a script says names its execution, too. */
function inside(open: Open): NewmanCursor {
  const cursor = here(open)
  const { script } = open
  if (script === undefined) return cursor
  return { ...cursor, execution: executionId(cursor, script) }
}

function scriptStarted({ at, script: ref, phase }: EventOf<'script:start'>, open: Open): readonly Happening[] {
  const opened = phase === 'test' ? enterTest(at, open) : []
  const script = { ref, phase, index: open.scripts.length }
  open.script = script
  open.assertedBefore = open.asserted
  open.failed = []
  return [...opened, { name: 'beforeScript', at, cursor: here(open), item: open.item, script }]
}

function scriptEnded(event: EventOf<'script:end'>, open: Open): readonly Happening[] {
  const { script, item } = open
  if (script === undefined) return []
  const { at, failure, nextRequest } = event
  const [cursor, said] = [here(open), inside(open)]
  const thrown = failure === undefined ? undefined : scriptError(failure)
  const didBail = thrown === undefined && open.run.bail === 'failure' && open.failed.length > 0
  const error: NewmanError | undefined = didBail ? assertionFailure(open.failed) : thrown
  const execution = {
    script,
    ...(error !== undefined && { error }),
    ...(nextRequest !== undefined && { nextRequest }),
  }
  open.scripts.push(execution)
  open.script = undefined
  // Newman has no frames for most errors of scripts: reporters that print them print an empty list.
  const frame = didBail ? ASSERTION_FAILURE_FRAME : failure && chaiFrame(failure)
  const doneEarly = failure && loopError(failure)
  const exceptions: readonly Happening[] =
    failure === undefined
      ? []
      : [{ name: 'exception', at, cursor: said, thrown: exceptionError(failure), ...(doneEarly && { doneEarly }) }]
  const seen = { ...(error && { error }), ...(frame && { frame }) }
  return [...exceptions, { name: 'script', at, cursor, item, script, execution, ...seen }]
}

/** Newman counts the assertions of each script from 0, in the order in which they began. */
function asserted(event: EventOf<'assertion'>, open: Open): Happening {
  const assertion = { ...event, index: event.index - open.assertedBefore }
  open.asserted = Math.max(open.asserted, event.index + 1)
  const base = { name: 'assertion', at: event.at, cursor: inside(open), item: open.item, assertion } as const
  if (assertion.outcome !== 'failed') return base
  open.failed.push(assertion.name)
  return { ...base, error: assertionError(assertion, event.cursor.position) }
}

/** A script that is open owns the exchange, also when a signer replays it. newman has no producers: what they send is not shown. */
function requested(event: EventOf<'request'>, open: Open): readonly Happening[] {
  if (event.source === 'producer') return []
  const isScript = open.script !== undefined
  const before = isScript ? [] : leavePrerequest(event.at, open)
  const happening = open.exchanges.requested(event, { cursor: here(open), item: isScript ? undefined : open.item })
  if (!isScript) open.cursor = happening.cursor
  return [...before, happening]
}

function answered(event: EventOf<'response'> | EventOf<'request:failed'>, open: Open): readonly Happening[] {
  const happening = open.exchanges.answered(event)
  if (happening === undefined) return []
  if (happening.item.kind === 'item') open.sent = event.type === 'response' ? 'answered' : 'failed'
  return [happening]
}

/** Tests run after every exchange, also a failed one, unless the run bails out; a skipped or unsendable item has none. */
function ended({ at, failure, outcome }: EventOf<'item:end'>, open: Open): readonly Happening[] {
  const { cursor, item, sent, run } = open
  const again = outcome === 'retried' ? ({ isRetried: true } as const) : {}
  if (failure !== undefined && sent === undefined && !NOT_OF_A_REQUEST.includes(failure.code)) {
    // Nothing was sent, because it could not be signed, say: for newman's reporters that is a request that failed.
    const error = requestError(failure)
    const left = leavePrerequest(at, open)
    return [
      ...left,
      { name: 'beforeRequest', at, cursor, item },
      { name: 'request', at, cursor, item, error },
      { name: 'item', at, cursor, item, ...again },
    ]
  }
  const hasTests = sent === 'answered' || (sent === 'failed' && run.bail === undefined)
  const before = hasTests ? enterTest(at, open) : leavePrerequest(at, open)
  const tests = open.phase === 'test' ? [phaseEnd('test', at, open)] : []
  return [...before, ...tests, { name: 'item', at, cursor, item, ...again }]
}

const NOT_OF_A_REQUEST: readonly ErrorCode[] = [
  'ASSERTION_FAILED',
  'SCRIPT_ERROR',
  'SCRIPT_TIMEOUT',
  'SCRIPT_HOST_FAILED',
  'REQUEST_ABORTED',
]

function leavePrerequest(at: number, open: Open): readonly Happening[] {
  if (open.phase !== 'prerequest') return []
  const end = phaseEnd('prerequest', at, open)
  open.phase = 'request'
  return [end]
}

function enterTest(at: number, open: Open): readonly Happening[] {
  const left = leavePrerequest(at, open)
  if (open.phase === 'test') return left
  open.phase = 'test'
  return [...left, { name: 'beforeTest', at, cursor: open.cursor, item: open.item }]
}

function phaseEnd(name: Phase, at: number, open: Open): Happening {
  const { cursor, item, scripts: executions } = open
  open.scripts = []
  open.asserted = 0
  return { name, at, cursor, item, executions }
}
