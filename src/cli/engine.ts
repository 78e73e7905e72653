import type { Engine } from '../run.ts'
import type { RunCommandOptions } from './run-options.ts'

/** The engine that was asked for; undefined is our own. newman is looked for, and loaded, only when it is asked for. Throws ENGINE_MISSING. */
export async function findEngine({ engine }: Pick<RunCommandOptions, 'engine'>): Promise<Engine | undefined> {
  if (engine === 'flowgate') return undefined
  const { locateNewman } = await import('../newman-engine/locate.ts')
  const { newmanEngine } = await import('../newman-engine/engine.ts')
  return newmanEngine(locateNewman('.').path)
}
