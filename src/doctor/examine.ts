import { checkDuplicates } from './duplicates.ts'
import { checkFiles } from './files.ts'
import type { Finding, Level, ProjectCheck } from './finding.ts'
import { checkFlows } from './flows.ts'
import { checkKeys } from './keys.ts'
import type { Project } from './project.ts'
import { checkScripts } from './scripts.ts'
import { checkSecrets } from './secrets.ts'
import { checkSentinels } from './sentinels.ts'
import { checkVariables } from './variables.ts'

/** What is checked. A new check is a new row. */
const CHECKS: readonly ProjectCheck[] = Object.freeze([
  checkVariables,
  checkSentinels,
  checkSecrets,
  checkScripts,
  checkFiles,
  checkKeys,
  checkFlows,
  checkDuplicates,
])

const ORDER: Readonly<Record<Level, number>> = Object.freeze({ error: 0, warning: 1, note: 2 })

/** All findings of projects, the worst first; what several find in a file they share is told once. */
export function examine(projects: readonly Project[]): readonly Finding[] {
  const all = projects.flatMap((project) => CHECKS.flatMap((check) => check(project)))
  const once = new Map(all.map((finding) => [JSON.stringify(finding), finding]))
  return [...once.values()].toSorted((a, b) => ORDER[a.level] - ORDER[b.level])
}
