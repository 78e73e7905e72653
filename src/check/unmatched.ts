import { RunnerError } from '../errors.ts'
import type { CheckConfig } from '../model/check.ts'
import { matchesRequest, type Named, pathOf } from '../plan/match.ts'
import { suggest } from '../suggest.ts'

/** Refuses checks that mean no request of any collection: a misspelt one would never be looked at. Throws CONFIG_INVALID. */
export function refuseUnmatched(checks: readonly CheckConfig[], items: readonly Named[]): void {
  for (const [index, { request }] of checks.entries()) {
    if (items.some((item) => matchesRequest(request, item))) continue
    const near = suggest(request, [...items.map(pathOf), ...items.map(({ name }) => name)])
    throw new RunnerError(
      'CONFIG_INVALID',
      `Cannot use checks[${index}] of the configuration: no request is "${request}"`,
      {
        hint:
          near === undefined
            ? 'Write the name, the id or the path (Folder/Name); * stands for any'
            : `Did you mean "${near}"?`,
      },
    )
  }
}
