import type { Comparison, Difference } from './compare.ts'

/** Longer values are cut: the place says where to look. */
const SHOWN_LENGTH = 200

/** A comparison as people read it; the last line is the verdict. */
export function comparisonText({ groups, compared }: Comparison): string {
  const { items, facts, volatile } = compared
  const what = `${facts} facts of ${items} ${items === 1 ? 'item' : 'items'} compared`
  const apart = volatile === 0 ? '' : `, ${volatile} by lot in newman itself`
  const count = groups.reduce((sum, { differences }) => sum + differences.length, 0)
  const verdict = count === 0 ? 'no difference' : `${count} ${count === 1 ? 'difference' : 'differences'}`
  const sections = groups.map(({ title, differences }) => `${title}\n${differences.map(differenceText).join('\n')}\n`)
  return `${[...sections, `${verdict} (${what}${apart})`].join('\n')}\n`
}

function differenceText({ place, newman, flowgate }: Difference): string {
  return `  ${place}\n    newman    ${shown(newman)}\n    flowgate  ${shown(flowgate)}`
}

function shown(value: string | undefined): string {
  if (value === undefined) return '(nothing)'
  const line = value.replaceAll('\r', '\\r').replaceAll('\n', '\\n')
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}… (${line.length} characters)` : line
}
