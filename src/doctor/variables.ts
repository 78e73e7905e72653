import type { Variable } from '../model/collection.ts'
import { PRODUCERS } from '../native/producers.ts'
import { suggest } from '../suggest.ts'
import type { Finding } from './finding.ts'
import { namesIn, setBy, textsOf } from './names.ts'
import { type Project, type ProjectItem, placeOf, scriptsOf, titleOf } from './project.ts'

/** Where the value of a name comes from when its request is sent, as far as that can be seen without running anything. */
type Origin = 'scope' | 'data' | 'producer' | 'script' | 'later' | 'perhaps' | 'empty' | 'nowhere'

/** A name that a request uses, and where its value comes from. */
interface Use {
  readonly name: string
  readonly origin: Origin
}

/** The names that each request uses, in the order of the run; values that hold names are followed. */
function usesOf(project: Project): ReadonlyMap<ProjectItem, readonly Use[]> {
  const known = valuesOf(project)
  const every = setBy(scriptsOf(project))
  const quoted = scriptsOf(project)
    .map(({ script }) => script.source)
    .join('\n')
  const before = new Set<string>()
  const uses = new Map<ProjectItem, readonly Use[]>()

  function originOf(name: string): Origin {
    if (project.columns.includes(name)) return 'data'
    const value = known.get(name)
    if (value !== undefined && value !== '') return 'scope'
    if (before.has(name)) return 'script'
    if (Object.hasOwn(PRODUCERS, name)) return 'producer'
    if (every.names.includes(name)) return 'later'
    if (every.isOpen || ['"', "'", '`'].some((quote) => quoted.includes(`${quote}${name}${quote}`))) return 'perhaps'
    return value === '' ? 'empty' : 'nowhere'
  }

  for (const item of project.items) {
    for (const name of setBy(item.prerequest).names) before.add(name)
    const names = followed(textsOf(item.request).flatMap(namesIn), known)
    uses.set(
      item,
      names.map((name) => ({ name, origin: originOf(name) })),
    )
    for (const name of setBy(item.test).names) before.add(name)
  }
  return uses
}

/** Variables without a value when their request is sent, each told where it is used first. */
export function checkVariables(project: Project): readonly Finding[] {
  const names = [
    ...valuesOf(project).keys(),
    ...setBy(scriptsOf(project)).names,
    ...project.columns,
    ...Object.keys(PRODUCERS),
  ]
  const told = new Set<string>()
  const findings: Finding[] = []
  for (const [item, uses] of usesOf(project)) {
    for (const { name, origin } of uses) {
      const row = ROWS[origin]
      if (row === undefined || told.has(name)) continue
      told.add(name)
      const near =
        origin === 'nowhere'
          ? suggest(
              name,
              names.filter((other) => other !== name),
            )
          : undefined
      findings.push({
        level: row.level,
        code: row.code,
        message: `"${titleOf(item)}" uses {{${name}}}, which ${row.reason}`,
        ...placeOf(project.file, `{{${name}}}`, item.line),
        hint: near === undefined ? row.hint(name) : `Did you mean {{${near}}}?`,
      })
    }
  }
  return findings
}

interface Row extends Pick<Finding, 'level' | 'code'> {
  readonly reason: string
  readonly hint: (name: string) => string
}

/** Origins that leave a request without a value. */
const ROWS: Readonly<Partial<Record<Origin, Row>>> = Object.freeze({
  nowhere: {
    level: 'error',
    code: 'VARIABLE_UNRESOLVED',
    reason: 'no scope, script or producer sets',
    hint: (name: string) => `Set it in the environment, or pass --env-var ${name}=…`,
  },
  empty: {
    level: 'warning',
    code: 'VARIABLE_EMPTY',
    reason: 'is empty and set by no script',
    hint: (name: string) => `Fill it in, or pass --env-var ${name}=…`,
  },
  later: {
    level: 'warning',
    code: 'VARIABLE_SET_LATER',
    reason: 'is set only by a script that runs later',
    hint: (name: string) => `Move the request that sets ${name} before this one, or set it in the environment`,
  },
})

/** Texts of all enabled variables; the inner scope wins. */
export function valuesOf({ globals, collection, environment }: Project): ReadonlyMap<string, string> {
  const entries = [globals.values, collection.variables, environment.values].flatMap((values) =>
    values.filter(isEnabled).map(({ key, value }): [string, string] => [key, textOf(value)]),
  )
  return new Map(entries)
}

/** Names behind names: the value of one may hold others. */
function followed(names: readonly string[], known: ReadonlyMap<string, string>): readonly string[] {
  const all = new Set(names)
  for (const name of all) for (const inner of namesIn(known.get(name) ?? '')) all.add(inner)
  return [...all]
}

function isEnabled({ disabled }: Variable): boolean {
  return disabled !== true
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : (JSON.stringify(value) ?? '')
}
