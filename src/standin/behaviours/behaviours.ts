import type { Behaviour } from './behaviour.ts'
import { ALL_BEHAVIOURS, type BehaviourName, type Behaviours } from './table.ts'

/** The switches of a running stand-in. */
export interface SteerableBehaviours {
  readonly get: <Name extends BehaviourName>(name: Name) => Behaviours[Name]
  readonly all: () => Behaviours
  /** Sets these and leaves the others. */
  readonly set: (changes: Partial<Behaviours>) => void
  /** Back to what the stand-in was started with. */
  readonly reset: () => void
}

/** A switch that does not exist, or a value that it cannot have. */
export class BehaviourError extends Error {
  override readonly name: string = 'BehaviourError'
  /** Which one was meant, as far as it was named. */
  readonly switchName: string
  readonly reason: string
  /** The word that is wrong, and what could stand there; no words when it is free. */
  readonly given: string
  readonly known: readonly string[]

  constructor(switchName: string, reason: string, { given, known }: { given: string; known: readonly string[] }) {
    super(`behaviour "${switchName}" ${reason}`)
    this.switchName = switchName
    this.reason = reason
    this.given = given
    this.known = known
  }
}

/** Switches that start like this. */
export function steerableBehaviours(initial: Partial<Behaviours> = {}): SteerableBehaviours {
  const start: Behaviours = { ...defaults(), ...initial }
  let current = start
  return {
    get: (name) => current[name],
    all: () => current,
    set: (changes) => {
      current = { ...current, ...changes }
    },
    reset: () => {
      current = start
    },
  }
}

/** Values by the names of their switches, as texts or as JSON has them. Fails with BehaviourError. */
export function readBehaviours(given: Readonly<Record<string, unknown>>): Partial<Behaviours> {
  // Each value was read by the row of its own name.
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readValue(name, value)]))
}

/** What a switch can be set to, in words. */
export function allowedBy(behaviour: Behaviour): string {
  switch (behaviour.kind) {
    case 'choice':
      return `one of: ${behaviour.values.join(', ')}`
    case 'count':
      return `a whole number from ${behaviour.least} to ${behaviour.most}`
    case 'text':
      return 'a text'
    case 'code':
      return 'a code in capitals, like INVALID_VALUE'
  }
}

/** What a switch is set to when nobody sets it. */
export function defaultOf(behaviour: Behaviour): string | number {
  return behaviour.kind === 'choice' ? behaviour.values[0] : behaviour.default
}

function defaults(): Behaviours {
  const entries = [...ALL_BEHAVIOURS].map(([name, behaviour]) => [name, defaultOf(behaviour)] as const)
  // The default of each row is a value of that row.
  return Object.fromEntries(entries) as unknown as Behaviours
}

function readValue(name: string, value: unknown): string | number {
  const behaviour = ALL_BEHAVIOURS.get(name)
  if (behaviour === undefined) {
    throw new BehaviourError(name, 'does not exist', { given: name, known: [...ALL_BEHAVIOURS.keys()] })
  }
  const read = valueOf(behaviour, value)
  if (read !== undefined) return read
  const given = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const known = behaviour.kind === 'choice' ? behaviour.values : []
  throw new BehaviourError(name, `cannot be "${given}", it must be ${allowedBy(behaviour)}`, { given, known })
}

/** Undefined: the switch cannot have this value. */
function valueOf(behaviour: Behaviour, value: unknown): string | number | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return undefined
  switch (behaviour.kind) {
    case 'choice':
      return behaviour.values.find((allowed) => allowed === text)
    case 'count':
      return /^\d{1,9}$/.test(text) && Number(text) >= behaviour.least && Number(text) <= behaviour.most
        ? Number(text)
        : undefined
    case 'text':
      return text.trim() === '' ? undefined : text
    case 'code':
      return /^[A-Z][A-Z0-9_]*$/.test(text) ? text : undefined
  }
}
