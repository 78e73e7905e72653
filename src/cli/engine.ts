import type { Engine } from '../engine-job.ts'
import { RunnerError } from '../errors.ts'
import type { Config } from '../model/config.ts'
import type { KnowsFailure } from '../model/failure.ts'
import { ownEngine } from '../own-engine.ts'
import type { StartThread } from '../script/thread.ts'
import type { RunCommandOptions } from './run-options.ts'

/**
 * The engine that was asked for. Our own takes its threads from `startThread`, and goes on with `bail` after failures that `knows` knows. newman is looked for, and loaded, only when it is asked for.
 * Throws ENGINE_MISSING.
 */
export async function findEngine(
  { engine }: Pick<RunCommandOptions, 'engine'>,
  startThread?: StartThread,
  knows?: KnowsFailure,
): Promise<Engine> {
  if (engine === 'flowgate') return ownEngine(startThread, knows)
  const { locateNewman } = await import('../newman-engine/locate.ts')
  const { newmanEngine } = await import('../newman-engine/engine.ts')
  return newmanEngine(locateNewman('.').path)
}

/** What the configuration asks for and newman cannot do must not be left out in silence: it is there to be relied on. Throws CONFIG_INVALID. */
export function refuseUnknownToNewman({ engine }: Pick<RunCommandOptions, 'engine'>, config: Config): void {
  const asked = engine === 'newman' ? OWN.find((name) => (config[name]?.length ?? 0) > 0) : undefined
  if (asked === undefined) return
  throw new RunnerError('CONFIG_INVALID', `Cannot run with newman: it does not know "${asked}" of the configuration`, {
    hint: 'Leave --engine newman out, or name a configuration without it with --config',
  })
}

const OWN = Object.freeze(['protectedHosts', 'checks'] as const)
