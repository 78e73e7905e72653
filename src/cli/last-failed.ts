import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { codeOf, refusal } from '../load/input.ts'
import { parseJson } from '../load/json.ts'
import { isRecord } from '../load/plain.ts'
import { readPieces } from '../load/read.ts'
import type { RunEvent } from '../model/event.ts'
import type { FailedRequests } from '../model/failed.ts'
import { readEventLog } from '../report/event-log.ts'
import { FailureTrail } from '../report/last-failed.ts'
import { fileOutput } from '../report/output.ts'
import type { Redactor } from '../report/redact.ts'
import { isCi } from '../report/screen.ts'
import { emptySummary, summarize, summaryOf } from '../report/summarize.ts'
import type { Summary } from '../report/summary.ts'
import type { CommandIo } from './io.ts'
import { type Arguments, usage } from './values.ts'

/** What the user says about what failed last. */
export interface LastFailedOptions {
  /** Only that is run: what this event log says, or, if it is `''`, what is recorded in the current folder. Absent: everything is run. */
  readonly log?: string
  /** Is what fails in this run recorded. */
  readonly isRecorded: boolean
}

const RECORD = join('.flowgate', 'last-failed.json')

/** Reads `--last-failed`. In CI and under `--compat newman` nothing is written that nobody asked for. Throws USAGE. */
export function lastFailedOptions(
  given: Arguments,
  env: Readonly<Record<string, string | undefined>>,
): LastFailedOptions {
  const log = given.text('last-failed')
  if (log !== undefined && given.text('engine') === 'newman') {
    throw usage('last-failed', 'is not known to newman', 'Leave --engine newman out, or use --folder')
  }
  const isRecorded = given.isOn('last-failed', true) && given.text('compat') !== 'newman' && !isCi(env)
  return { isRecorded, ...(log !== undefined && { log }) }
}

/** What failed last. Fails with NOTHING_SELECTED where no run is recorded, and as logs and JSON that cannot be read. */
export async function readLastFailed(log: string, io: CommandIo): Promise<readonly FailedRequests[]> {
  if (log !== '') return failedInLog(log, io)
  try {
    return await readRecord(io.signal)
  } catch (error) {
    if (!(error instanceof RunnerError && codeOf(error.cause) === 'ENOENT')) throw error
    throw new RunnerError('NOTHING_SELECTED', `Cannot run what failed last: no run is recorded in "${RECORD}"`, {
      hint: 'Run once without --last-failed in this folder, or name the event log of a run: --last-failed run.ndjson',
    })
  }
}

/** Follows a run and records what failed. */
export function recordFailures({ isRecorded }: LastFailedOptions): Recorder {
  if (!isRecorded) return { follow: (events) => events, finish: async () => {} }
  const trail = new FailureTrail()
  return {
    follow: (events) => trail.follow(events),
    finish: async (summary, gate, io) => {
      // A record that cannot be read is written anew.
      const before = await readRecord(io.signal).catch(() => [])
      const isSecret = (text: string): boolean => gate.text(text) !== text
      await write(trail.after(before, summary).flatMap((each) => withoutSecrets(each, isSecret)))
    },
  }
}

/** Keeps what failed for `--last-failed`. */
interface Recorder {
  readonly follow: (events: AsyncIterable<RunEvent>) => AsyncIterable<RunEvent>
  readonly finish: (summary: Summary, gate: Pick<Redactor, 'text'>, io: CommandIo) => Promise<void>
}

async function failedInLog(log: string, io: CommandIo): Promise<readonly FailedRequests[]> {
  const { events, close } = await readEventLog(readPieces(log, 'event log', io.signal), { name: log, warn: io.err })
  const trail = new FailureTrail()
  let state = emptySummary
  try {
    for await (const event of trail.follow(events)) state = summarize(state, event)
  } finally {
    await close()
  }
  return trail.after([], summaryOf(state))
}

async function readRecord(signal: AbortSignal): Promise<readonly FailedRequests[]> {
  const pieces: Uint8Array[] = []
  for await (const piece of readPieces(RECORD, 'record', signal)) pieces.push(piece)
  const input = { kind: 'record', name: RECORD, text: Buffer.concat(pieces).toString() } as const
  const json = await parseJson(input)
  if (isRecord(json) && json['schema'] === 1 && Array.isArray(json['collections'])) {
    const collections: readonly unknown[] = json['collections']
    if (collections.every(isFailedRequests)) return collections
  }
  throw refusal(input, 'it is no record of failures', { code: 'DATA_INVALID', hint: 'Delete it, and run once more' })
}

function isFailedRequests(value: unknown): value is FailedRequests {
  if (!isRecord(value) || typeof value['collection'] !== 'string' || !Array.isArray(value['requests'])) return false
  return value['requests'].every(
    (each) => isRecord(each) && typeof each['id'] === 'string' && typeof each['path'] === 'string',
  )
}

/** By its id a request is found without its path. What cannot be named at all must not count as passed: it is as if it had never run. */
function withoutSecrets(
  { collection, requests }: FailedRequests,
  isSecret: (text: string) => boolean,
): readonly FailedRequests[] {
  if ([collection, ...requests.map(({ id }) => id)].some(isSecret)) return []
  return [{ collection, requests: requests.map(({ id, path }) => ({ id, path: isSecret(path) ? '' : path })) }]
}

/** A folder that cannot be written to has no record, and the run is none the worse: nobody asked for it. */
async function write(collections: readonly FailedRequests[]): Promise<void> {
  const ignore = join(dirname(RECORD), '.gitignore')
  try {
    await access(ignore).catch(() => put(ignore, '*\n'))
    await put(RECORD, `${JSON.stringify({ schema: 1, collections }, undefined, 2)}\n`)
  } catch {
    return
  }
}

async function put(path: string, text: string): Promise<void> {
  const output = fileOutput(path)
  await output.write(text)
  await output.close()
}
