import { titleOf } from '../doctor/project.ts'
import { setterText } from '../doctor/setters.ts'
import { sourcesOf } from '../doctor/sources.ts'
import { usesOf } from '../doctor/variables.ts'
import { plain } from '../report/cli/text.ts'
import { formatCount } from '../report/format.ts'
import { withDefaults } from '../run-input.ts'
import type { Selected } from './prepare.ts'

/** Before what failed last is run again: how much of all that is, and what it needs of requests that are not run. Unmasked. */
export function lastFailedNote(selected: readonly Selected[]): string {
  return selected.map((each) => `${headOf(each)}${needsOf(each).join('')}`).join('')
}

function headOf({ prepared: { name, plan } }: Selected): string {
  const all = formatCount(plan.items.length + plan.others.length, 'request')
  return `Only what failed last: ${plan.items.length} of ${all} of "${plain(name)}"\n`
}

/** One line for each variable. */
function needsOf({ input, prepared }: Selected): readonly string[] {
  const { collection, plan, inputs } = prepared
  const { config, engine } = withDefaults(input)
  const { iterationData: rows = [] } = inputs
  const sources = sourcesOf({ ...inputs, collection, plan, rows, native: engine.native, config })
  const lines = new Map<string, string>()
  for (const [item, uses] of usesOf(sources)) {
    for (const { name, origin, setter } of uses) {
      if (origin !== 'nowhere' || setter === undefined || lines.has(name)) continue
      const text = `"${titleOf(item)}" needs {{${name}}}: ${setterText(setter)} sets it, which is not run`
      lines.set(name, `  ${plain(text)}\n`)
    }
  }
  const hint = '  The command under a failure in the report of the whole run runs it behind what it needs\n'
  return lines.size === 0 ? [] : [...lines.values(), hint]
}
