import type { Variable } from '../model/collection.ts'
import { suggest } from '../suggest.ts'
import type { Finding } from './finding.ts'
import { namesIn, setBy, textsOf } from './names.ts'
import { type Project, type ProjectItem, placeOf, scriptsOf, titleOf } from './project.ts'
import { firstSetters, type Setter, settersOf, setterText } from './setters.ts'

/** Where the value of a name comes from when its request is sent, as far as that can be seen without running anything. */
export type Origin =
  | 'scope'
  | 'data'
  /** Some rows of iteration data have it, and nothing else. */
  | 'rows'
  | 'producer'
  /** A script that runs before the request is sent. */
  | 'script'
  /** A script that runs later, and nothing else. */
  | 'later'
  | 'perhaps'
  | 'empty'
  | 'nowhere'

/** A name that a request uses, and where its value comes from. */
export interface VariableUse {
  readonly name: string
  readonly origin: Origin
  /** With `script` and `later` the script that sets it; with `nowhere` one of a request that is not selected. */
  readonly setter?: Setter
  /** With `nowhere`: the name that was most likely meant. */
  readonly near?: string
}

/** What has to be known of a project to tell where values come from. */
export type VariableSources = Pick<
  Project,
  'collection' | 'items' | 'others' | 'environment' | 'globals' | 'columns' | 'someColumns' | 'producers'
>

/** The names that each request uses, in the order of the run; values that hold names are followed. */
export function usesOf(project: VariableSources): ReadonlyMap<ProjectItem, readonly VariableUse[]> {
  const known = valuesOf(project)
  const every = setBy(scriptsOf(project))
  const quoted = scriptsOf(project)
    .map(({ script }) => script.source)
    .join('\n')
  const names = [...known.keys(), ...every.names, ...project.columns, ...project.someColumns, ...project.producers]
  const later = firstSetters(project.items)
  const unselected = firstSetters(project.others)
  const before = new Map<string, Setter>()
  const uses = new Map<ProjectItem, readonly VariableUse[]>()

  function originOf(name: string): Origin {
    if (project.columns.includes(name)) return 'data'
    const value = known.get(name)
    if (value !== undefined && value !== '') return 'scope'
    if (before.has(name)) return 'script'
    if (project.producers.includes(name)) return 'producer'
    if (later.has(name)) return 'later'
    if (every.isOpen || ['"', "'", '`'].some((quote) => quoted.includes(`${quote}${name}${quote}`))) return 'perhaps'
    if (project.someColumns.includes(name)) return 'rows'
    return value === '' ? 'empty' : 'nowhere'
  }

  function useOf(name: string): VariableUse {
    const origin = originOf(name)
    const setter = { script: before, later, nowhere: unselected }[String(origin)]?.get(name)
    const others = names.filter((other) => other !== name)
    const near = origin === 'nowhere' && setter === undefined ? suggest(name, others) : undefined
    return { name, origin, ...(setter && { setter }), ...(near !== undefined && { near }) }
  }

  for (const item of project.items) {
    for (const [name, setter] of settersOf(item, 'prerequest')) before.set(name, setter)
    uses.set(item, followed(textsOf(item.request).flatMap(namesIn), known).map(useOf))
    for (const [name, setter] of settersOf(item, 'test')) before.set(name, setter)
  }
  return uses
}

/** Variables without a value when their request is sent, each told where it is used first. */
export function checkVariables(project: Project): readonly Finding[] {
  const told = new Set<string>()
  const findings: Finding[] = []
  for (const [item, uses] of usesOf(project)) {
    for (const use of uses) {
      const { name } = use
      const row = ROWS[use.origin]
      if (row === undefined || told.has(name)) continue
      told.add(name)
      findings.push({
        level: row.level,
        code: row.code,
        message: `"${titleOf(item)}" uses {{${name}}}, which ${row.reason}`,
        ...placeOf(project.file, `{{${name}}}`, item.line),
        hint: hintOf(use) ?? row.hint(name),
      })
    }
  }
  return findings
}

/** What there is to say of a name that nothing sets. */
export function hintOf({ origin, near, setter }: VariableUse): string | undefined {
  if (origin !== 'nowhere') return undefined
  if (setter !== undefined) return `Select its request as well: ${setterText(setter)} sets it`
  return near === undefined ? undefined : `Did you mean {{${near}}}?`
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
  rows: {
    level: 'error',
    code: 'VARIABLE_UNRESOLVED',
    reason: 'only some rows of iteration data have',
    hint: (name: string) => `Give every row a ${name}, or set it in the environment for the others`,
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
export function valuesOf({
  globals,
  collection,
  environment,
}: Pick<Project, 'globals' | 'collection' | 'environment'>): ReadonlyMap<string, string> {
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
