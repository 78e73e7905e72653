import { isProtected } from '../http/protect.ts'
import { type Destination, destinationsOf } from './destinations.ts'
import type { Finding } from './finding.ts'
import { type Project, titleOf } from './project.ts'
import { placeIn, type Setting } from './setting.ts'

/** Hosts that the configuration protects and the environment leads to: requests to them fail, and nobody asks them anything. */
export function checkProtected(setting: Setting, projects: readonly Project[]): readonly Finding[] {
  const { config } = setting
  if (config === undefined) return []
  return destinationsOf(projects).known.flatMap((destination): readonly Finding[] => {
    const index = protectedBy(destination, setting)
    if (index === -1) return []
    const { host, item } = destination
    return [
      {
        level: 'error',
        code: 'HOST_PROTECTED',
        message: `"${titleOf(item)}" goes to "${host}", which protectedHosts protects`,
        ...placeIn(config, ['protectedHosts', index]),
        hint: `Use another environment, or pass --allow-host ${host} if requests are meant to go there`,
      },
    ]
  })
}

/** The index of the pattern that protects a host; -1: none does. */
export function protectedBy({ origin }: Pick<Destination, 'origin'>, { config, allowedHosts = [] }: Setting): number {
  const patterns = config?.value.protectedHosts ?? []
  return patterns.findIndex((pattern) => isProtected({ protectedHosts: [pattern], allowedHosts }, `${origin}/`))
}
