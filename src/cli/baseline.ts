import { writeFile } from 'node:fs/promises'
import { type Baseline, finder, isAccepted, NO_REASON } from '../baseline/entry.ts'
import { Ledger } from '../baseline/ledger.ts'
import { type Update, updated } from '../baseline/update.ts'
import type { RunnerError } from '../errors.ts'
import { decode } from '../load/decode.ts'
import { parseJson } from '../load/json.ts'
import { isThere } from '../load/presence.ts'
import { readPieces } from '../load/read.ts'
import type { RunEvent } from '../model/event.ts'
import type { KnowsFailure } from '../model/failure.ts'
import { formatCount } from '../report/format.ts'
import { unwritable } from '../report/output.ts'
import type { Redactor } from '../report/redact.ts'
import type { BrokenReporter } from '../report/report.ts'
import type { CommandIo } from './io.ts'
import { type Arguments, usage } from './values.ts'

/** What the user says about known failures. */
export interface BaselineOptions {
  /** Absent: the one in the current folder, if there is one; false: none. */
  readonly path?: string | false
  /** What is listed and does not happen turns the run red. */
  readonly isStrict: boolean
  /** The file is written anew when the run is over. */
  readonly isUpdated: boolean
}

/** The baseline of a command. */
export interface OpenBaseline {
  /** The events with what is known of their failures. Unmasked. */
  readonly judge: (events: AsyncIterable<RunEvent>, runs: number) => AsyncIterable<RunEvent>
  /** Does it list a failure: the run does not end with it. */
  readonly knows: KnowsFailure
  /** When the run is over: what could not be written. */
  readonly finish: (gate: Pick<Redactor, 'text'>) => Promise<readonly BrokenReporter[]>
}

const USUAL = 'flowgate.baseline.json'

/** Reads `--baseline` and its like. newman knows nothing of it. Throws USAGE. */
export function baselineOptions(given: Arguments, isSharded: boolean): BaselineOptions {
  const isCompat = given.text('compat') === 'newman'
  const isOff = isCompat || !given.isOn('baseline', true)
  const path = isOff ? false : given.text('baseline')
  const isUpdated = given.isOn('update-baseline', false)
  if (isUpdated && isOff) throw usage('update-baseline', 'has no file to write', 'Leave --no-baseline and --compat out')
  if (isUpdated && isSharded) throw usage('update-baseline', 'needs the whole run', 'Leave --shard out')
  return { isStrict: given.isOn('strict-baseline', false), isUpdated, ...(path !== undefined && { path }) }
}

/** Reads the baseline before anything is sent. Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and BASELINE_INVALID. */
export async function openBaseline(options: BaselineOptions, io: CommandIo): Promise<OpenBaseline> {
  const { path = USUAL, isUpdated } = options
  const found = await findBaseline(options)
  if (path === false || (found === undefined && !isUpdated))
    return { judge: (events) => events, knows: () => false, finish: async () => [] }
  const none: Baseline = { strict: options.isStrict, failures: [] }
  const { baseline } = found === undefined ? { baseline: none } : await readBaseline(found, options, io.signal)
  const today = new Date().toISOString().slice(0, 10)
  const accepted = finder(baseline.failures.filter((entry) => isAccepted(entry, today)))
  let ledger: Ledger | undefined
  return {
    knows: (happening) => accepted(happening) !== undefined,
    judge: (events, runs) => {
      ledger = new Ledger({ ...baseline, strict: baseline.strict || options.isStrict }, { today, runs })
      return ledger.judge(events)
    },
    finish: async (gate) => {
      if (!isUpdated || ledger === undefined) return []
      const update = updated(baseline, ledger, (text) => gate.text(text) !== text)
      const error = await write(path, update.text)
      if (error !== undefined) return [{ name: 'baseline', error }]
      io.err(updateText(path, update))
      return []
    },
  }
}

/** The path of the baseline that is to be read, if there is one. A file that is named has to be there, unless it is to be made. */
export async function findBaseline({ path, isUpdated }: BaselineOptions): Promise<string | undefined> {
  if (path === false) return undefined
  const file = path ?? USUAL
  return (path !== undefined && !isUpdated) || (await isThere(file)) ? file : undefined
}

/** Reads a baseline. Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and BASELINE_INVALID. */
export async function readBaseline(
  path: string,
  { isUpdated }: BaselineOptions,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly baseline: Baseline }> {
  const pieces: Uint8Array[] = []
  for await (const piece of readPieces(path, 'baseline', signal)) pieces.push(piece)
  const text = decode(Buffer.concat(pieces))
  const value = await parseJson({ kind: 'baseline', name: path, text })
  // Most runs have no baseline, and a parser that knows positions takes its time to load.
  const { parseBaseline } = await import('../baseline/parse.ts')
  return { text, baseline: parseBaseline({ name: path, text, value }, { allowsNoReason: isUpdated }) }
}

async function write(path: string, text: string): Promise<RunnerError | undefined> {
  try {
    await writeFile(path, text)
    return undefined
  } catch (cause) {
    return unwritable(`baseline "${path}"`, cause)
  }
}

function updateText(path: string, { added, removed, kept, secret }: Update): string {
  const reasons = added === 0 ? '' : `  Write a reason in place of each "${NO_REASON}": until then they are refused\n`
  const left = secret === 0 ? '' : `  ${formatCount(secret, 'failure')} left out: the names hold secrets\n`
  return `baseline ${path}: ${added} added, ${removed} removed, ${kept} kept\n${reasons}${left}`
}
