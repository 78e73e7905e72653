import type { Variable } from '../../model/collection.ts'
import type { Cursor, EventOf, RunEvent, ScriptRef } from '../../model/event.ts'
import type { ScopeName } from '../../model/scope.ts'
import { formatValue } from '../format.ts'

/** A variable that went into a request, and where it came from. */
export interface UsedVariable {
  readonly name: string
  /** Absent: nobody has set it, the request went out with its name. */
  readonly value?: string
  readonly scope?: string
  /** Who set it, in words. */
  readonly by?: string
  /** Leads to the item that set it. */
  readonly href?: string
  /** Scopes that have another value of that name, which does not count. */
  readonly shadows?: string
}

/** Follows the scopes of one run. */
export interface Origins {
  readonly follow: (event: RunEvent) => void
  /** The variables of these names as they are now. */
  readonly find: (names: readonly string[]) => readonly UsedVariable[]
}

interface Known {
  readonly value: unknown
  readonly by: string
  readonly href?: string
}

/** Innermost first. Source: Postman Learning Center, "Variable scopes". */
const PRECEDENCE: readonly ScopeName[] = Object.freeze(['local', 'data', 'environment', 'collection', 'globals'])
const MAX_VALUE = 240

/** Follows who sets which variable, from the scopes that a run starts with through all changes. `linkTo` leads to an item. */
export function createOrigins(linkTo: (cursor: Cursor) => string): Origins {
  const scopes = new Map<ScopeName, Map<string, Known>>(PRECEDENCE.map((name) => [name, new Map<string, Known>()]))
  let script: EventOf<'script:start'> | undefined

  function begin(event: EventOf<'run:start'>): void {
    const { environment, collection, globals } = event.scopes ?? {}
    const file = environment?.name === undefined ? 'the environment' : `environment “${environment.name}”`
    fill('environment', environment?.values, file)
    fill('collection', collection?.values, 'the collection')
    fill('globals', globals?.values, 'the globals')
  }

  function fill(name: ScopeName, variables: readonly Variable[] = [], file: string): void {
    const scope = scopes.get(name)
    for (const { key, value, disabled, origin } of variables) {
      if (disabled !== true) scope?.set(key, { value, by: origin === 'cli' ? 'the command line' : file })
    }
  }

  function fillData({ data = {}, iteration }: EventOf<'iteration:start'>): void {
    const by = `row ${iteration + 1} of the data`
    scopes.set('data', new Map(Object.entries(data).map(([name, value]) => [name, { value, by }])))
  }

  function change({ scope, name, value, by, cursor }: EventOf<'mutation'>): void {
    const variables = scopes.get(scope)
    if (value === undefined) variables?.delete(name)
    else variables?.set(name, { value, by: setter(by, cursor.itemName), href: linkTo(cursor) })
  }

  function setter(by: EventOf<'mutation'>['by'], item: string): string {
    if (by === 'retry') return `put back for another attempt of “${item}”`
    if (by === 'producer') return `made natively for “${item}”`
    if (by === 'file' || by === 'cli') return by === 'cli' ? 'the command line' : 'a file'
    return scriptName(by, item)
  }

  function scriptName({ id, level, owner }: ScriptRef, item: string): string {
    const phase = script?.script.id === id && script.phase === 'prerequest' ? 'pre-request script' : 'test script'
    return level === 'item' ? `${phase} of “${owner}”` : `${phase} of ${level} “${owner}”, at “${item}”`
  }

  return {
    follow: (event) => {
      if (event.type === 'run:start') begin(event)
      if (event.type === 'iteration:start') fillData(event)
      if (event.type === 'script:start') script = event
      if (event.type === 'mutation') change(event)
    },
    find: (names) => names.map((name) => found(name, scopes)),
  }
}

function found(name: string, scopes: ReadonlyMap<ScopeName, ReadonlyMap<string, Known>>): UsedVariable {
  const [first, ...others] = PRECEDENCE.filter((scope) => scopes.get(scope)?.has(name) === true)
  const known = first === undefined ? undefined : scopes.get(first)?.get(name)
  if (first === undefined || known === undefined) {
    // Its value is a secret and in no event.
    return name.startsWith('vault:') ? { name, value: 'a secret', scope: 'vault', by: 'the vault' } : { name }
  }
  const { value, by, href } = known
  return {
    name,
    value: printed(value),
    scope: first,
    by,
    ...(href !== undefined && { href }),
    ...(others.length > 0 && { shadows: others.join(', ') }),
  }
}

function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : formatValue(value)
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}… (${text.length} characters)` : text
}
