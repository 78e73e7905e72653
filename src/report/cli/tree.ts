import { unreachable } from '../../errors.ts'
import type { Cursor, EventOf, RunEvent } from '../../model/event.ts'
import { formatCount, formatValue } from '../format.ts'
import { type Outline, outlineOf, plannedCount } from '../outline.ts'
import { marksOf } from '../repetitions/repetition.ts'
import { exchangeLine } from './exchange.ts'
import { contractLines, waitLines } from './notes.ts'
import type { Style } from './style.ts'
import { plain, plainLines } from './text.ts'

/** What newman's cli reporter can leave out: `--reporter-cli-no-…`. */
export interface CliOptions {
  readonly noBanner?: boolean
  readonly noAssertions?: boolean
  readonly noSuccessAssertions?: boolean
  readonly noConsole?: boolean
  readonly showTimestamps?: boolean
}

/** Where the report stands in the tree of folders and items. */
export interface Position {
  readonly startedAt: string
  /** Path of the collection file, if it is one. */
  readonly source?: string
  readonly outline: Outline
  readonly iterations: number
  /** Which repetition it is, and its seed. */
  readonly marks: readonly string[]
  /** The heading that was printed last. */
  readonly folder: string
  /** The item that runs: its folders and its name. */
  readonly path: string
  /** `collection.json:120`, where it is written. */
  readonly file?: string
  /** Name of the saved example that its response is held against. */
  readonly example?: string
  /** Requests without an answer yet. */
  readonly requests: ReadonlyMap<number, EventOf<'request'>>
  /** The line of the item's last exchange of its own, and its response if there was one. */
  readonly exchange?: string
  readonly answer?: EventOf<'response'>
  /** The item's last exchange has failed. */
  readonly isUnanswered: boolean
}

/** Before the first event. */
export const start: Position = Object.freeze({
  startedAt: '',
  outline: outlineOf([]),
  iterations: 1,
  marks: [],
  folder: '',
  path: '',
  requests: new Map(),
  isUnanswered: false,
})

/** What one event adds to the report. */
export interface Told {
  readonly position: Position
  readonly lines: readonly string[]
}

/** Tells one event: the lines it is worth, and where the report stands afterwards. Failures are told by who counts them. */
export function tell(
  position: Position,
  event: RunEvent,
  look: { readonly style: Style; readonly options: CliOptions },
): Told {
  const { style, options } = look
  switch (event.type) {
    case 'run:start':
      return runStarted(event, style, options)
    case 'iteration:start': {
      const heading = `Iteration ${event.iteration + 1}/${position.iterations}`
      return { position: { ...position, folder: '' }, lines: position.iterations > 1 ? ['', style.bold(heading)] : [] }
    }
    case 'item:start':
      return itemStarted(position, event.cursor, style)
    case 'request':
      return { position: { ...position, requests: new Map(position.requests).set(event.exchange, event) }, lines: [] }
    case 'response':
    case 'request:failed':
      return answered(position, event, look)
    case 'assertion': {
      const isTold =
        options.noAssertions !== true && (event.outcome === 'skipped' || options.noSuccessAssertions !== true)
      return { position, lines: isTold ? assertionLines(event, style) : [] }
    }
    case 'console':
      return { position, lines: options.noConsole === true ? [] : consoleLines(event, style) }
    case 'wait':
      return { position, lines: waitLines(event, style) }
    case 'contract': {
      const { example: _, ...rest } = position
      const { example } = event
      return { position: { ...rest, ...(example !== undefined && { example }) }, lines: contractLines(event, style) }
    }
    case 'item:end': // told by who counts
    case 'produced':
    case 'script:start':
    case 'script:end':
    case 'mutation':
    case 'iteration:end':
    case 'finding':
    case 'run:end':
      return { position, lines: [] }
    default:
      return unreachable(event)
  }
}

function runStarted(event: EventOf<'run:start'>, style: Style, options: CliOptions): Told {
  const outline = outlineOf(event.outline)
  const facts = [
    'flowgate',
    style.bold(plain(event.name)),
    formatCount(plannedCount(event.outline), 'item'),
    ...(event.iterations > 1 ? [formatCount(event.iterations, 'iteration')] : []),
    ...marksOf(event),
  ]
  return {
    position: {
      ...start,
      startedAt: event.startedAt,
      outline,
      iterations: event.iterations,
      marks: marksOf(event),
      ...(event.source !== undefined && { source: event.source }),
    },
    lines: options.noBanner === true ? [] : [facts.join(` ${style.signs.dot} `)],
  }
}

function itemStarted(position: Position, cursor: Cursor, style: Style): Told {
  const folders = position.outline.foldersOf(cursor.itemId).map(plain)
  const folder = folders.join(' / ')
  const name = plain(cursor.itemName)
  const again = [
    ...(cursor.visit > 0 ? [`visit ${cursor.visit + 1}`] : []),
    ...(cursor.attempt > 0 ? [`attempt ${cursor.attempt + 1}`] : []),
  ]
  const sign = folder === '' ? style.signs.item : style.signs.nested
  const { startedAt, outline, iterations, marks, source } = position
  const line = outline.lineOf(cursor.itemId)
  return {
    position: {
      ...start,
      startedAt,
      outline,
      iterations,
      marks,
      folder,
      path: [...folders, name].join(' / '),
      ...(source !== undefined && { source, ...(line !== undefined && { file: `${source}:${line}` }) }),
    },
    lines: [
      '',
      ...(folder === position.folder || folder === '' ? [] : [style.bold(`${style.signs.folder} ${folder}`)]),
      `${sign} ${name}${again.length === 0 ? '' : style.dim(` (${again.join(', ')})`)}`,
    ],
  }
}

function answered(
  position: Position,
  event: EventOf<'response'> | EventOf<'request:failed'>,
  { style, options }: { readonly style: Style; readonly options: CliOptions },
): Told {
  const requests = new Map(position.requests)
  const request = requests.get(event.exchange)
  requests.delete(event.exchange)
  if (request === undefined) return { position, lines: [] }
  const line = exchangeLine(request, event, style)
  const time = options.showTimestamps === true ? style.dim(`${clockTime(position.startedAt, request.at)} `) : ''
  if (request.source === 'script' || request.source === 'producer') {
    return { position: { ...position, requests }, lines: [`  ${time}${style.signs.sent} ${line}`] }
  }
  const { answer: _, ...rest } = position
  const answer = event.type === 'response' ? { answer: event, isUnanswered: false } : { isUnanswered: true }
  return { position: { ...rest, ...answer, requests, exchange: line }, lines: [`  ${time}${line}`] }
}

function clockTime(startedAt: string, at: number): string {
  const started = Date.parse(startedAt)
  return Number.isNaN(started) ? '' : new Date(started + at).toISOString().slice(11, 19)
}

function assertionLines(event: EventOf<'assertion'>, style: Style): readonly string[] {
  const name = plain(event.name)
  if (event.outcome === 'passed') return [`  ${style.green(style.signs.passed)} ${style.dim(name)}`]
  if (event.outcome === 'skipped') return [style.dim(`  ${style.signs.skipped} ${name} (skipped)`)]
  return []
}

function consoleLines({ level, values }: EventOf<'console'>, style: Style): readonly string[] {
  const text = values
    .map((value) => (typeof value === 'string' ? value : onOneLine(formatValue(value), style)))
    .join(' ')
  const paint = { error: style.red, warn: style.yellow, log: asIs, info: asIs, debug: style.dim, clear: asIs }[level]
  return plainLines(text).map((line) => `  ${style.dim(style.signs.printed)} ${paint(line)}`)
}

function asIs(text: string): string {
  return text
}

/** Small objects read better on one line; JSON loses nothing by it. */
function onOneLine(json: string, style: Style): string {
  const line = json.replaceAll(/\n\s*/g, ' ')
  return line.length < style.width - 4 ? line : json
}
