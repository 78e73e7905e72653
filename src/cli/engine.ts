import type { Engine } from '../engine-job.ts'
import { ownEngine } from '../own-engine.ts'
import type { StartThread } from '../script/thread.ts'
import type { RunCommandOptions } from './run-options.ts'

/**
 * The engine that was asked for. Our own takes its threads from `startThread`. newman is looked for, and loaded, only when it is asked for.
 * Throws ENGINE_MISSING.
 */
export async function findEngine(
  { engine }: Pick<RunCommandOptions, 'engine'>,
  startThread?: StartThread,
): Promise<Engine> {
  if (engine === 'flowgate') return ownEngine(startThread)
  const { locateNewman } = await import('../newman-engine/locate.ts')
  const { newmanEngine } = await import('../newman-engine/engine.ts')
  return newmanEngine(locateNewman('.').path)
}
