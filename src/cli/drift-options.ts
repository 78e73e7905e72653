import { RunnerError } from '../errors.ts'
import type { DriftOptions } from './commands/drift.ts'
import { type Beside, runCommandOptions } from './run-options.ts'
import type { Arguments } from './values.ts'

/** The flags of `flowgate drift` → what to compare. Throws USAGE. */
export function driftOptions(given: Arguments, beside: Beside): DriftOptions {
  const [collection, other] = given.positionals
  if (collection === undefined || other !== undefined || collection === '-') {
    const reason = other === undefined ? 'no collection file is given' : `"${other}" is one word too many`
    throw new RunnerError('USAGE', `Cannot look for drift: ${reason}`, {
      hint: 'Write flowgate drift <collection.json>',
    })
  }
  const update = given.isOn('update', false)
  if (update && /^https?:\/\//i.test(collection)) {
    throw new RunnerError('USAGE', `Cannot update "${collection}": it is not a file here`, {
      hint: 'Save the collection as a file, and pass its path',
    })
  }
  const { runs, standin, config } = runCommandOptions(given, beside)
  const [run] = runs
  if (run === undefined) throw new Error('Nothing to run')
  const from = given.text('from')
  return {
    collection,
    run,
    standin,
    update,
    ...(from !== undefined && { from }),
    ...(config !== undefined && { config }),
  }
}
