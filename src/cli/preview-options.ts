import { type Arguments, usage } from './values.ts'

/** What is shown of a run in place of running it. */
export type Preview = 'tree' | 'json' | 'dry-run'

/** Reads `--list` and `--dry-run`. Throws USAGE for both. */
export function previewOf(given: Arguments): Preview | undefined {
  const text = given.text('list')
  const list = text === 'tree' || text === 'json' ? text : undefined
  if (!given.isOn('dry-run', false)) return list
  if (list !== undefined) throw usage('dry-run', 'cannot be together with --list', 'Leave one of them out')
  return 'dry-run'
}
