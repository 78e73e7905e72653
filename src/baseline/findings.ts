import type { EventOf } from '../model/event.ts'
import type { BaselineEntry } from './entry.ts'

/** What a finding says, without its place. */
export type Told = Pick<EventOf<'finding'>, 'failure' | 'severity'>

/** Its failures count again. */
export function expiredFinding(entry: BaselineEntry): Told {
  const message = `Known failure "${entry.id}" has expired on ${entry.expires}: ${entry.reason}`
  const hint = `Mend ${placeOf(entry)}, or give the entry another day${entry.owner === undefined ? '' : ` (${entry.owner})`}`
  return { severity: 'error', failure: { code: 'BASELINE_EXPIRED', message, hint } }
}

/** It was listed, and did not happen. */
export function passedFinding(entry: BaselineEntry, isStrict: boolean): Told {
  const message = `Known failure "${entry.id}" did not happen: ${placeOf(entry)} has passed`
  const hint = 'Remove the entry, or pass --update-baseline'
  return { severity: isStrict ? 'error' : 'warning', failure: { code: 'BASELINE_PASSED', message, hint } }
}

/** It means no request that there is. */
export function unmatchedFinding(entry: BaselineEntry): Told {
  const message = `Known failure "${entry.id}" means a request that is not there: "${entry.request}"`
  const hint =
    'Write folders and name as they are in the collection: Folder/Request; --update-baseline removes the entry'
  return { severity: 'warning', failure: { code: 'BASELINE_UNMATCHED', message, hint } }
}

function placeOf({ request, assertion, code }: BaselineEntry): string {
  return `"${assertion ?? code}" of "${request}"`
}
