import { readFile, rename, writeFile } from 'node:fs/promises'
import { openDownloads } from '../../compose.ts'
import { type Drift, DriftFold } from '../../contract/drift.ts'
import { driftText } from '../../contract/drift-text.ts'
import { placesOf } from '../../contract/places.ts'
import { saveBodies } from '../../contract/save.ts'
import { type ExitCode, RunnerError } from '../../errors.ts'
import { loadConfig } from '../../load/config.ts'
import { load } from '../../load/load.ts'
import { readPieces } from '../../load/read.ts'
import type { Collection } from '../../model/collection.ts'
import type { RunEvent } from '../../model/event.ts'
import { plan } from '../../plan/plan.ts'
import { plainText } from '../../report/cli/text.ts'
import { readEventLog } from '../../report/event-log.ts'
import { signalExit } from '../../report/exit-code.ts'
import { redact } from '../../report/redact.ts'
import { prepare, type RunInput } from '../../run.ts'
import { withDefaults } from '../../run-input.ts'
import type { CommandIo } from '../io.ts'
import type { RunCommandOptions } from '../run-options.ts'
import { variablesOf } from '../standin-variables.ts'
import { openStandin } from './standin.ts'

/** What `flowgate drift` compares. */
export interface DriftOptions extends Pick<RunCommandOptions, 'standin' | 'config'> {
  readonly collection: string
  readonly run: RunInput
  /** Path of an event log of the collection: nothing is run. */
  readonly from?: string
  /** Write the examples back. */
  readonly update: boolean
}

/**
 * Runs a collection, or reads the log of a run, and prints where the answers are not what the saved examples show. Exit code 1 if there is drift, or
 * a request without an answer; with `update` only if something could not be saved. Throws RunnerError for input that cannot be used.
 */
export async function driftCommand(options: DriftOptions, io: CommandIo): Promise<ExitCode> {
  const collection = await loadCollection(options, io)
  const fold = new DriftFold(plan(collection, []).items)
  for await (const event of eventsOf(options, io)) fold.take(event)
  const signal = io.interruptedBy()
  if (signal !== undefined) return signalExit(signal)

  const drift = fold.result()
  io.out(plainText(driftText(drift)))
  const isRed = options.update ? !(await save(drift, { options, collection, io })) : drift.requests.length > 0
  return isRed || drift.unanswered.length > 0 ? 1 : 0
}

async function loadCollection({ run, collection }: DriftOptions, { signal }: CommandIo): Promise<Collection> {
  const { http, load: loading } = withDefaults(run)
  const { send, close } = openDownloads(http)
  try {
    return (await load({ collection, ...(loading && { load: loading }) }, { send, signal })).collection
  } finally {
    close()
  }
}

async function* eventsOf(options: DriftOptions, io: CommandIo): AsyncGenerator<RunEvent, void> {
  const { from, run } = options
  if (from !== undefined) {
    const name = from === '-' ? 'standard input' : from
    yield* (await readEventLog(readPieces(from, 'event log', io.signal), { name, warn: io.err })).events
    return
  }
  const config = await loadConfig(options.config, { collections: [options.collection] })
  const standin = options.standin && (await openStandin({ port: 0, ...options.standin }))
  try {
    const envVar = [...variablesOf(standin?.variables), ...(run.envVar ?? [])]
    const prepared = await prepare({ ...run, config, contract: 'off', envVar }, io.signal)
    io.err(prepared.warnings.map((warning) => `${warning}\n`).join(''))
    // What is saved must hold no secret.
    yield* redact(prepared.events, { ...prepared.secrets, show: false })
  } finally {
    await standin?.close()
  }
}

interface Saving {
  readonly options: DriftOptions
  readonly collection: Collection
  readonly io: CommandIo
}

/** Writes the examples into the file; false if there is drift that they do not show. */
async function save({ requests }: Drift, { options: { collection: path }, collection, io }: Saving): Promise<boolean> {
  const file = await readFile(path)
  const text = file.toString('utf8')
  if (!Buffer.from(text, 'utf8').equals(file)) {
    throw new RunnerError('INPUT_UNREADABLE', `Cannot update "${path}": it is not UTF-8`, {
      hint: 'Save the collection as UTF-8, as Postman does',
    })
  }
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const json = text.slice(mark.length)
  const places = placesOf(JSON.parse(json), collection)
  const bodies = requests.flatMap(({ item, bodies: own }) =>
    [...own].map(([example, value]) => ({ place: places.get(item.id) ?? [], example, value, item })),
  )
  const saved = saveBodies(json, bodies)
  if (mark + saved.text !== text) {
    await writeFile(`${path}.tmp`, mark + saved.text)
    await rename(`${path}.tmp`, path)
  }
  io.out(`Updated ${bodies.length - saved.failed.length} of ${bodies.length} examples in ${path}\n`)
  const left = requests.filter(({ unsaved }) => unsaved).map(({ item }) => item.name)
  for (const name of new Set([
    ...left,
    ...saved.failed.map((body) => bodies.find((each) => each === body)?.item.name ?? ''),
  ])) {
    io.err(`warning: not all of "${name}" could be saved: save its example in Postman\n`)
  }
  return left.length === 0 && saved.failed.length === 0
}
