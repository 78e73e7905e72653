import { RunnerError } from '../errors.ts'
import { BehaviourError, readBehaviours } from '../standin/behaviours/behaviours.ts'
import { suggest } from '../suggest.ts'
import type { StandinCommandOptions } from './commands/standin.ts'
import { type Arguments, assignments } from './values.ts'

/** The flags of `flowgate standin` → what to do. Throws USAGE. */
export function standinOptions(given: Arguments): StandinCommandOptions {
  return {
    port: standinPort(given),
    host: given.text('host'),
    seed: given.text('seed'),
    tls: given.isOn('tls', false),
    behaviours: behaviourOptions(given),
  }
}

/** How the stand-in of a run behaves; undefined: none is started. Behaviours without one would change nothing. Throws USAGE. */
export function startedStandin(given: Arguments): Pick<StandinCommandOptions, 'behaviours'> | undefined {
  const behaviours = behaviourOptions(given)
  if (given.isOn('standin', false)) return { behaviours }
  if (Object.keys(behaviours).length === 0) return undefined
  throw given.refusal('behaviour', 'needs the stand-in', 'Add --standin')
}

/** `--behaviour name=value`: switches of the stand-in. Throws USAGE, which names the nearest one. */
function behaviourOptions(given: Arguments): NonNullable<StandinCommandOptions['behaviours']> {
  const named = assignments(given, 'behaviour')
  const bare = named.find(({ value }) => value === undefined)
  if (bare !== undefined) {
    throw given.refusal('behaviour', `cannot be "${bare.key}": it has no value`, 'Write --behaviour name=value')
  }
  try {
    return readBehaviours(Object.fromEntries(named.map(({ key, value }) => [key, value])))
  } catch (error) {
    if (!(error instanceof BehaviourError)) throw error
    throw given.refusal('behaviour', `cannot be set: "${error.switchName}" ${error.reason}`, behaviourHint(error))
  }
}

/** What was meant, or where to find it. */
function behaviourHint({ given, known }: { readonly given: string; readonly known: readonly string[] }): string {
  const near = suggest(given, known)
  return near === undefined ? 'docs/standin.md lists the behaviours and their values' : `Did you mean "${near}"?`
}

function standinPort(given: Arguments): number {
  const port = given.count('port', 0) ?? 9400
  if (port <= 65_535 && given.positionals.length === 0) return port
  if (port > 65_535)
    throw new RunnerError('USAGE', `Cannot read the command line: --port cannot be "${port}"`, {
      hint: 'Ports end at 65535',
    })
  throw new RunnerError('USAGE', `Cannot read the command line: standin takes no "${given.positionals[0]}"`)
}
