import { checkBaseline } from './baseline.ts'
import { checkDuplicates } from './duplicates.ts'
import { checkFiles } from './files.ts'
import type { Finding, Level, ProjectCheck } from './finding.ts'
import { checkFlows } from './flows.ts'
import { checkKeys } from './keys.ts'
import { checkPatterns } from './patterns.ts'
import type { Project } from './project.ts'
import { checkProtected } from './protected.ts'
import { checkScripts } from './scripts.ts'
import { checkSecrets } from './secrets.ts'
import { checkSentinels } from './sentinels.ts'
import type { Setting, SettingCheck } from './setting.ts'
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

/** The same for what surrounds the projects. */
const SETTING_CHECKS: readonly SettingCheck[] = Object.freeze([checkPatterns, checkProtected, checkBaseline])

const ORDER: Readonly<Record<Level, number>> = Object.freeze({ error: 0, warning: 1, note: 2 })

/**
 * All findings of projects and of what surrounds them, the worst first; what several find in a file they share is told once. `told`: what was found
 * before, where files were read and hosts were asked.
 */
export function examine(
  projects: readonly Project[],
  setting: Setting,
  told: readonly Finding[] = [],
): readonly Finding[] {
  const all = [
    ...told,
    ...SETTING_CHECKS.flatMap((check) => check(setting, projects)),
    ...projects.flatMap((project) => CHECKS.flatMap((check) => check(project))),
  ]
  const once = new Map(all.map((finding) => [JSON.stringify(finding), finding]))
  return [...once.values()].toSorted((a, b) => ORDER[a.level] - ORDER[b.level])
}
