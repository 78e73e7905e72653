import { type Arguments, usage } from './values.ts'

/** What is shown of a run in place of running it, and to whom: people or programs. */
export interface Preview {
  readonly kind: 'list' | 'dry-run'
  readonly as: 'tree' | 'json'
}

/** Reads `--list` and `--dry-run`. Throws USAGE for both. */
export function previewOf(given: Arguments): Preview | undefined {
  const [list, dryRun] = [shapeOf(given, 'list'), shapeOf(given, 'dry-run')]
  if (list !== undefined && dryRun !== undefined) {
    throw usage('dry-run', 'cannot be together with --list', 'Leave one of them out')
  }
  if (list !== undefined) return { kind: 'list', as: list }
  return dryRun && { kind: 'dry-run', as: dryRun }
}

function shapeOf(given: Arguments, name: Preview['kind']): Preview['as'] | undefined {
  const text = given.text(name)
  return text === 'tree' || text === 'json' ? text : undefined
}
