import type { Config } from '../../model/config.ts'
import { type DryPlanned, type DryRun, dryRun, isBroken } from '../../preview/dry-run.ts'
import { type DryRunReport, dryRunReport } from '../../preview/dry-run-report.ts'
import { dryRunText } from '../../preview/dry-run-text.ts'
import { type Listing, listing } from '../../preview/listing.ts'
import { listingText } from '../../preview/listing-text.ts'
import { type Style, styleFor } from '../../report/cli/style.ts'
import { createRedactor } from '../../report/redact.ts'
import { detectScreen } from '../../report/screen.ts'
import { withDefaults } from '../../run-input.ts'
import { findEngine, refuseUnknownToNewman } from '../engine.ts'
import type { CommandIo } from '../io.ts'
import { inputsOf, loadRunConfig, nothingFailed, prepareAll, type Selected, secretsOf } from '../prepare.ts'
import type { Preview } from '../preview-options.ts'
import type { RunCommandOptions } from '../run-options.ts'
import { type Share, sharesOf } from '../share.ts'
import { variablesOf } from '../standin-variables.ts'

/**
 * Prints what a run would do in place of doing it: nothing is sent, no script is run, no thread, socket or stand-in is opened; only inputs that are
 * given as URLs are fetched. Exit code 1 if a dry run finds what nothing sets. Throws RunnerError for what would keep the run from starting.
 */
export async function previewCommand(options: RunCommandOptions, preview: Preview, io: CommandIo): Promise<0 | 1> {
  const engine = await findEngine(options)
  const config = await loadRunConfig(options)
  refuseUnknownToNewman(options, config)
  const standin = options.standin ? await standinVariables() : []
  const around = { config, standin, ...options.shuffle }
  const selected = await prepareAll(await inputsOf(options, around, io), io.signal, engine)
  // A program that reads a list is given one.
  if (selected.length === 0 && preview.as !== 'json') return nothingFailed(io)
  const prepared = selected.map((each) => each.prepared)
  const shares = await sharesOf(prepared, options.scale, io)
  const shown = shares.filter(({ prepared: { repetitions }, ...share }) => isShown(share, repetitions))
  const planned = shown.map((share) => plannedOf(share, { selected, config, options }))
  const gate = createRedactor({ ...secretsOf(prepared), show: options.showSecrets })
  for (const { warnings } of prepared) io.err(warnings.map((warning) => `${gate.text(warning)}\n`).join(''))

  if (preview.kind === 'dry-run') {
    const runs = planned.map(dryRun)
    const shown = gate.document(runs) as readonly DryRun[]
    io.out(preview.as === 'json' ? jsonText(dryRunReport(shown)) : dryRunText(shown, styleOf(options, io)))
    return runs.some(({ requests }) => requests.some(isBroken)) && !options.suppressExitCode ? 1 : 0
  }
  const list = gate.document(listing(planned)) as Listing
  io.out(preview.as === 'json' ? jsonText(list) : listingText(list, styleOf(options, io)))
  return 0
}

function jsonText(value: Listing | DryRunReport): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/** Of repetitions the first stands for all of them, unless a shard has some of them. */
function isShown({ repetition, part }: Omit<Share, 'prepared'>, all: Share['prepared']['repetitions']): boolean {
  return part !== undefined || repetition === all[0]
}

interface Around {
  readonly selected: readonly Selected[]
  readonly config: Config
  readonly options: RunCommandOptions
}

function plannedOf({ prepared, repetition, part }: Share, { selected, config, options }: Around): DryPlanned {
  const { collection, iterations, isDivisible, inputs } = prepared
  const input = selected.find((each) => each.prepared === prepared)?.input
  const { engine } = withDefaults({ collection, ...input })
  return {
    collection,
    plan: repetition.plan(),
    iterations,
    isDivisible,
    environment: inputs.environment,
    globals: inputs.globals,
    rows: inputs.iterationData ?? [],
    // newman runs the scripts instead.
    engine: options.engine === 'newman' ? { ...engine, native: false, angle: false } : engine,
    config,
    ...(config.tags && { tags: config.tags }),
    ...(part && { part }),
    ...(input?.onlyIterations && { only: input.onlyIterations }),
  }
}

/** Which port it will listen on nobody knows. */
async function standinVariables(): Promise<ReturnType<typeof variablesOf>> {
  const standin = await import('../../standin/variables.ts')
  return variablesOf(standin.standinVariables('http://127.0.0.1:<port>'))
}

function styleOf({ screen: { env, ...flags } }: RunCommandOptions, { stdout }: CommandIo): Style {
  return styleFor(detectScreen({ stream: stdout, env }, flags))
}
