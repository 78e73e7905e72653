import type { PlannedScript } from '../plan/plan.ts'
import type { ProjectItem } from './project.ts'

const BRACES = /\{\{([^{}]+?)\}\}/g

/** `pm.environment.set('x', …)`, also of the other scopes, and the older `postman.setEnvironmentVariable('x', …)`. */
const SETS =
  /\b(?:pm\s*\.\s*(?:environment|globals|collectionVariables|variables)\s*\.\s*set|postman\s*\.\s*set(?:Environment|Global)Variable)\s*\(\s*(?:(['"`])([^'"`$]+)\1|[^'"`)\s])/g

/** The names in a text, without those that Postman makes (`$guid`) and those of the vault. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(BRACES)]
    .map((match) => match[1]?.trim() ?? '')
    .filter((name) => !name.startsWith('$') && !name.startsWith('vault:'))
}

/** The texts that a request is made of; what is disabled is not sent. */
export function textsOf(request: ProjectItem['request']): readonly string[] {
  const { description: _description, ...sent } = request
  return collect(sent)
}

function collect(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if ('disabled' in value && value.disabled === true) return []
  return Object.values(value).flatMap(collect)
}

/** What the scripts of a list may set: names, and whether there is one whose name is worked out. */
export function setBy(scripts: readonly PlannedScript[]): {
  readonly names: readonly string[]
  readonly isOpen: boolean
} {
  const found = scripts.flatMap(({ script }) => [...script.source.matchAll(SETS)])
  return {
    names: found.flatMap((match) => match[2] ?? []),
    isOpen: found.some((match) => match[2] === undefined),
  }
}
