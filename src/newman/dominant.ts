import { REPORTERS } from '../report/registry.ts'
import type { ExternalReporter } from './external.ts'

/** The reporters of a run, by where they come from. */
interface Chosen {
  readonly builtIn: readonly string[]
  readonly external: readonly ExternalReporter[]
}

/** Newman's warning about reporters that want the terminal to themselves; undefined when one does at most. */
export function dominanceWarning({ builtIn, external }: Chosen): string | undefined {
  const names = [
    ...builtIn.filter((name) => REPORTERS[name]?.target === 'stdout'),
    ...external.filter(({ create }) => isDominant(create)).map(({ name }) => name),
  ]
  return names.length > 1 ? `newman: ${names.join(', ')} reporters might not work well together.\n` : undefined
}

/** A reporter says so on its prototype. Source: newman's README, "Creating your own reporter". */
function isDominant(create: unknown): boolean {
  return typeof create === 'function' && Boolean((create.prototype as { dominant?: unknown } | undefined)?.dominant)
}
