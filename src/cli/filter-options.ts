import { RunnerError } from '../errors.ts'
import type { RunInput } from '../run.ts'
import type { Arguments } from './values.ts'

/** Reads `--grep`, `--exclude` and `--tag`. Throws USAGE. */
export function filterOf(given: Arguments): Pick<RunInput, 'filter'> {
  const filter = { grep: given.list('grep'), exclude: given.list('exclude'), tags: given.list('tag') }
  if (Object.values(filter).every((patterns) => patterns.length === 0)) return {}
  if (given.text('engine') !== 'newman') return { filter }
  throw new RunnerError('USAGE', 'Cannot select with --grep, --exclude or --tag: newman does not know them', {
    hint: 'Leave --engine newman out, or use --folder',
  })
}
