import { RunnerError } from '../errors.ts'
import type { Documents } from '../model/documents.ts'
import type { EventOf, RunEvent } from '../model/event.ts'

/** A recorded run. */
export interface EventLog {
  readonly start: EventOf<'run:start'>
  /** Of the run that was recorded. */
  readonly documents?: Documents
  /** Read once, the first included. Fail with EVENT_LOG_INVALID. */
  readonly events: AsyncIterable<RunEvent>
  /** Lets go of the file, also when the events are not read to their end. */
  readonly close: () => Promise<void>
}

/** What a reader of a log is told besides its events. */
interface LogReader {
  /** How messages call it. */
  readonly name: string
  readonly warn: (text: string) => void
}

/** Reads a log from the bytes of its file, one event at a time. A last line that is cut off is left out with a warning. Fails with EVENT_LOG_INVALID. */
export async function readEventLog(pieces: AsyncIterable<Uint8Array>, reader: LogReader): Promise<EventLog> {
  const events = eventsOf(pieces, reader)
  const close = async (): Promise<void> => {
    await events.return(undefined)
  }
  try {
    const { documents, ...start } = startOf((await events.next()).value, reader)
    return { start, ...(documents && { documents }), events: prepended(start, events), close }
  } catch (error) {
    await close()
    throw error
  }
}

type Start = EventOf<'run:start'> & { readonly documents?: Documents }

function startOf(first: RunEvent | undefined, reader: LogReader): Start {
  if (first === undefined) throw invalid(reader, 'it is empty')
  if (first.type !== 'run:start') throw invalid(reader, 'it does not begin with "run:start"')
  if (first.schema === 1) return first
  throw new RunnerError(
    'EVENT_LOG_INVALID',
    `Cannot read event log "${reader.name}": it has schema ${String(first.schema)}, and this flowgate reads 1`,
    { hint: 'Use the version of flowgate that wrote it' },
  )
}

async function* prepended(first: RunEvent, rest: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
  yield first
  yield* rest
}

async function* eventsOf(pieces: AsyncIterable<Uint8Array>, reader: LogReader): AsyncGenerator<RunEvent, undefined> {
  let number = 0
  for await (const { text, isWhole } of linesOf(pieces)) {
    number += 1
    if (text.trim() === '') continue
    const event = eventOf(text)
    if (typeof event !== 'string') yield event
    else if (isWhole || number === 1) throw invalid(reader, `line ${number} ${event}`)
    else reader.warn(`warning: line ${number} of event log "${reader.name}" is cut off, and left out\n`)
  }
}

interface Line {
  readonly text: string
  /** It ends with a line break. */
  readonly isWhole: boolean
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let begun: string[] = []
  for await (const piece of pieces) {
    const [head = '', ...others] = decoder.decode(piece, { stream: true }).split('\n')
    begun.push(head)
    for (const other of others) {
      yield { text: begun.join(''), isWhole: true }
      begun = [other]
    }
  }
  yield { text: begun.join('') + decoder.decode(), isWhole: false }
}

/** The event of a line, or what is wrong with it. */
function eventOf(line: string): RunEvent | string {
  try {
    const value = decode(JSON.parse(line))
    if (!isObject(value) || typeof value['type'] !== 'string') return 'is no event: it has no "type"'
    const fault = faultOf(value, value['type'])
    // Who writes a log keeps to the schema; what a person has changed by hand is looked at no further.
    return fault === undefined ? (value as unknown as RunEvent) : `is no event: ${fault}`
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}

function faultOf(value: Readonly<Record<string, unknown>>, type: string): string | undefined {
  if (!Object.hasOwn(MEMBERS, type)) return `there is no type "${type}"`
  const members = ['run', 'at', ...MEMBERS[type as RunEvent['type']]]
  const needed = value['outcome'] === 'failed' && type === 'assertion' ? [...members, 'failure'] : members
  const missing = needed.find((name) => value[name] === undefined || value[name] === null)
  if (missing !== undefined) return `"${type}" has no "${missing}"`
  const flat = OBJECTS.find((name) => value[name] !== undefined && !isObject(value[name]))
  return flat === undefined ? undefined : `"${flat}" of "${type}" is no object`
}

/** Members that are objects wherever they stand. */
const OBJECTS: readonly string[] = ['cursor', 'script', 'request', 'wire', 'response', 'timings', 'failure', 'scopes']

/** What every event of a type has, besides `run` and `at`. */
const MEMBERS: Readonly<Record<RunEvent['type'], readonly string[]>> = Object.freeze({
  'run:start': ['schema', 'startedAt', 'name', 'iterations', 'outline'],
  'iteration:start': ['iteration'],
  'item:start': ['cursor'],
  produced: ['cursor', 'name', 'producer'],
  'script:start': ['cursor', 'script', 'phase'],
  'script:end': ['cursor', 'script', 'phase', 'durationMs'],
  console: ['cursor', 'level', 'values'],
  mutation: ['cursor', 'scope', 'name', 'by'],
  request: ['cursor', 'exchange', 'source', 'request', 'wire'],
  response: ['cursor', 'exchange', 'response', 'timings'],
  'request:failed': ['cursor', 'exchange', 'failure'],
  wait: ['cursor', 'reason', 'ms'],
  contract: ['cursor'],
  assertion: ['cursor', 'index', 'name', 'outcome'],
  'item:end': ['cursor', 'outcome'],
  'iteration:end': ['iteration'],
  finding: ['failure', 'severity'],
  'run:end': ['reason', 'scopes', 'cookies'],
})

/** What the reporter writes for values that JSON does not have. */
function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (!isObject(value)) return value
  const entries = Object.entries(value)
  const [[key, inside] = []] = entries
  if (entries.length === 1 && typeof inside === 'string') {
    if (key === '$bytes') return new Uint8Array(Buffer.from(inside, 'base64'))
    if (key === '$value') return inside === 'undefined' ? undefined : Number(inside)
  }
  return Object.fromEntries(entries.map(([name, each]) => [name, decode(each)]))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function invalid({ name }: LogReader, reason: string): RunnerError {
  return new RunnerError('EVENT_LOG_INVALID', `Cannot read event log "${name}": ${reason}`, {
    hint: 'An event log is what flowgate run -r ndjson=run.ndjson writes',
  })
}
