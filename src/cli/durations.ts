import { RunnerError } from '../errors.ts'
import { codeOf, refusal } from '../load/input.ts'
import { parseJson } from '../load/json.ts'
import { readPieces } from '../load/read.ts'
import { readEventLog } from '../report/event-log.ts'
import { combine, type Durations, durationsIn, measure } from '../units/timings.ts'
import type { CommandIo } from './io.ts'

/**
 * Reads records of how long iterations took: `timings` reports and event logs. One that is not there is left out with a warning: the first run has none.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON, DATA_INVALID and EVENT_LOG_INVALID.
 */
export async function readDurations(paths: readonly string[], io: CommandIo): Promise<Durations> {
  const records: Durations[] = []
  for (const path of paths) {
    try {
      records.push(path.endsWith('.ndjson') ? await durationsOfLog(path, io) : await durationsOfReport(path, io))
    } catch (error) {
      if (!(error instanceof RunnerError && codeOf(error.cause) === 'ENOENT')) throw error
      io.err(`warning: no timings at "${path}": what nobody measured counts as average\n`)
    }
  }
  return combine(records)
}

async function durationsOfLog(path: string, io: CommandIo): Promise<Durations> {
  const { events } = await readEventLog(readPieces(path, 'timings', io.signal), { name: path, warn: io.err })
  return measure(events)
}

async function durationsOfReport(path: string, io: CommandIo): Promise<Durations> {
  const pieces: Uint8Array[] = []
  for await (const piece of readPieces(path, 'timings', io.signal)) pieces.push(piece)
  const input = { kind: 'timings', name: path, text: Buffer.concat(pieces).toString() } as const
  const durations = durationsIn(await parseJson(input))
  if (durations !== undefined) return durations
  throw refusal(input, 'it holds no timings', {
    code: 'DATA_INVALID',
    hint: 'Write it with -r timings=timings.json, or name an event log that ends in .ndjson',
  })
}
