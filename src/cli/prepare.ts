import { refuseUnmatched } from '../check/unmatched.ts'
import type { Engine } from '../engine-job.ts'
import { RunnerError } from '../errors.ts'
import { loadConfig } from '../load/config.ts'
import type { Variable } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { SecretPolicy } from '../report/redact.ts'
import { type PreparedRun, prepare, type RunInput } from '../run.ts'
import type { CommandIo } from './io.ts'
import type { RunCommandOptions } from './run-options.ts'

/** A collection that has what was selected. */
export interface Selected {
  readonly input: RunInput
  readonly prepared: PreparedRun
}

/** What runs get from elsewhere than the command line. */
interface Surroundings {
  readonly config: Config
  /** Variables of the stand-in: what the user says about one outranks them. */
  readonly standin: readonly Variable[]
  /** From which orders are made; absent: requests keep theirs. */
  readonly seed?: number
}

/** The configuration of a command. Fails as loadConfig does. */
export async function loadRunConfig({ isCompat, config, runs }: RunCommandOptions): Promise<Config> {
  return isCompat ? {} : loadConfig(config, { collections: runs.map(({ collection }) => collection) })
}

/** The runs of a command with all that they are made of. Fails as the record of what failed last does. */
export async function inputsOf(
  { runs, lastFailed }: RunCommandOptions,
  { config, standin, seed }: Surroundings,
  io: CommandIo,
): Promise<readonly RunInput[]> {
  const failed =
    lastFailed.log === undefined
      ? {}
      : { failed: await (await import('./last-failed.ts')).readLastFailed(lastFailed.log, io) }
  return runs.map((run) => ({
    ...run,
    config,
    ...(seed !== undefined && { shuffleSeed: seed }),
    envVar: [...standin, ...(run.envVar ?? [])],
    ...('failed' in failed && { filter: { ...run.filter, ...failed } }),
  }))
}

/**
 * Loads and plans the collections of a command. Of several those are run that have what was selected; none, if what failed last is to be run and nothing
 * did. Throws RunnerError for what keeps any of them from starting.
 */
export async function prepareAll(
  inputs: readonly RunInput[],
  signal: AbortSignal,
  engine: Engine,
): Promise<readonly Selected[]> {
  const all: Selected[] = []
  const empty: RunnerError[] = []
  for (const input of inputs) {
    try {
      all.push({ input, prepared: await prepare(input, signal, engine) })
    } catch (error) {
      if (!(error instanceof RunnerError) || error.code !== 'NOTHING_SELECTED') throw error
      empty.push(error)
    }
  }
  const selected = all.filter(
    ({ input, prepared }) => input.filter?.failed === undefined || prepared.plan.items.length > 0,
  )
  if (selected.length === 0 && empty[0] !== undefined) throw empty[0]
  const requests = all.flatMap(({ prepared }) => prepared.requests)
  refuseUnmatched(inputs[0]?.config?.checks ?? [], requests)
  return selected
}

/** What is secret in any of some runs: they share their reports. */
export function secretsOf(prepared: readonly PreparedRun[]): Omit<SecretPolicy, 'show'> {
  const rules = prepared[0]?.secrets.rules
  return {
    names: prepared.flatMap(({ secrets }) => secrets.names),
    ...(rules && { rules }),
    values: prepared.flatMap(({ secrets }) => secrets.values),
    // They are told one after the other: what is new comes last.
    born: () => prepared.flatMap(({ secrets }) => secrets.born?.() ?? []),
  }
}

/** Says so: nobody shall take it for a run that passed. */
export function nothingFailed(io: CommandIo): 0 {
  io.err('Nothing failed last time: nothing was run\n')
  return 0
}
