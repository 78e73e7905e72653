import { type BaselineEntry, isExpired } from '../baseline/entry.ts'
import { pathOf } from '../plan/match.ts'
import { suggest } from '../suggest.ts'
import type { Finding } from './finding.ts'
import { type Project, requestsOf } from './project.ts'
import { placeIn, type Setting } from './setting.ts'

/** Entries of the baseline that have expired, and those that mean no request: neither accepts anything. */
export function checkBaseline({ baseline, today }: Setting, projects: readonly Project[]): readonly Finding[] {
  if (baseline === undefined) return []
  return baseline.entries.flatMap((entry, index): readonly Finding[] => {
    const meant = projects.filter(({ collection }) => (entry.collection ?? collection.name) === collection.name)
    // It may be that of a collection which is not examined.
    if (meant.length === 0) return []
    const paths = meant.flatMap(requestsOf).map(pathOf)
    const fault = paths.includes(entry.request) ? expired(entry, today) : unmatched(entry, paths)
    return fault === undefined ? [] : [{ ...fault, ...placeIn(baseline, ['failures', index]) }]
  })
}

function unmatched({ id, request }: BaselineEntry, paths: readonly string[]): Finding {
  const near = suggest(request, paths)
  const hint = 'Write folders and name as they are in the collection, Folder/Request; or remove the entry'
  return {
    level: 'warning',
    code: 'BASELINE_UNMATCHED',
    message: `Known failure "${id}" means a request that is not there: "${request}"`,
    hint: near === undefined ? hint : `Did you mean "${near}"?`,
  }
}

function expired(entry: BaselineEntry, today: string): Finding | undefined {
  if (!isExpired(entry, today)) return undefined
  const owner = entry.owner === undefined ? '' : ` (${entry.owner})`
  return {
    level: 'error',
    code: 'BASELINE_EXPIRED',
    message: `Known failure "${entry.id}" has expired on ${entry.expires}: ${entry.reason}`,
    hint: `Mend "${entry.assertion ?? entry.code}" of "${entry.request}", or give the entry another day${owner}`,
  }
}
