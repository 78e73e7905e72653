import type { Engine } from '../../engine-job.ts'
import type { ExitCode } from '../../errors.ts'
import type { RunEvent } from '../../model/event.ts'
import { compare, type RunFacts } from '../../parity/compare.ts'
import { createFold, type Fold } from '../../parity/facts.ts'
import { comparisonText } from '../../parity/text.ts'
import { plainText } from '../../report/cli/text.ts'
import { signalExit } from '../../report/exit-code.ts'
import { redact } from '../../report/redact.ts'
import { prepare, type RunInput } from '../../run.ts'
import { findEngine } from '../engine.ts'
import type { CommandIo } from '../io.ts'

/** What is compared, and how. */
export interface ParityOptions {
  readonly runs: readonly RunInput[]
  /** How often newman runs, from 1: what differs among its own runs is by lot. */
  readonly newmanRuns: number
  readonly showSecrets: boolean
}

/**
 * Runs collections by newman and by flowgate, one after the other, and prints where they differ: requests sent, answers, console, assertions, errors of
 * scripts, variables, cookies, the verdict. Exit code 1 if they do. Throws ENGINE_MISSING without newman, and RunnerError for input that cannot be used.
 */
export async function parityCommand(
  { runs, newmanRuns, showSecrets }: ParityOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const newman = await findEngine({ engine: 'newman' })
  let differs = false
  for (const input of runs) {
    const theirs: RunFacts[] = []
    for (let run = 1; run <= newmanRuns; run += 1) {
      io.err(`newman runs ${nameOf(input)} (${run} of ${newmanRuns})\n`)
      theirs.push(await runOnce(input, { engine: newman, showSecrets, io }))
    }
    io.err(`flowgate runs ${nameOf(input)}\n`)
    const ours = await runOnce(input, { engine: undefined, showSecrets, io })
    const signal = io.interruptedBy()
    if (signal !== undefined) return signalExit(signal)
    const comparison = compare(theirs, ours)
    differs ||= comparison.groups.length > 0
    io.out(plainText(comparisonText(comparison)))
  }
  return differs ? 1 : 0
}

function nameOf({ collection }: RunInput): string {
  return typeof collection === 'string' ? collection : 'the collection of the configuration file'
}

interface RunNeeds {
  readonly engine: Engine | undefined
  readonly showSecrets: boolean
  readonly io: CommandIo
}

/** Runs once; what is compared are the values themselves, what is shown are the masked ones. */
async function runOnce(input: RunInput, { engine, showSecrets, io }: RunNeeds): Promise<RunFacts> {
  const { events, secrets } = await prepare(input, io.signal, engine)
  const [whole, shown] = [createFold(), createFold()]
  for await (const event of redact(tap(events, whole), { ...secrets, show: showSecrets })) shown.take(event)
  return { whole: whole.facts(), shown: shown.facts() }
}

async function* tap(events: AsyncIterable<RunEvent>, fold: Fold): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    fold.take(event)
    yield event
  }
}
