/** How a value is changed on the way; what comes back unchanged is not copied. */
export interface Change {
  readonly text: (text: string) => string
  readonly bytes: (bytes: Uint8Array) => Uint8Array
  /** In values of scripts and users names of members and numbers are text like any other; in an event of ours they are not. */
  readonly isOurs: boolean
  /** Changes a member of an object as a whole; `ORDINARY`: it is walked into. */
  readonly member: (key: string, value: unknown, object: Readonly<Record<string, unknown>>) => unknown
}

/** A member without a rule of its own. */
export const ORDINARY: unique symbol = Symbol('ordinary')

/** What a script prints may be nested as deep as it likes; what cannot be looked at is not shown. */
const MAX_DEPTH = 200

/** Changes every text in a value. The original is left as it is, and shared where nothing changes. */
export function walk(value: unknown, change: Change): unknown {
  return walkIn(value, change, [])
}

/** `above`: the objects that the value lies in; one list for the whole walk, as this runs for every object of every event. */
function walkIn(value: unknown, change: Change, above: unknown[]): unknown {
  if (typeof value === 'string') return change.text(value)
  if (typeof value === 'number' || typeof value === 'bigint') return change.isOurs ? value : walkNumber(value, change)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return change.bytes(value)
  if (above.includes(value)) return '[circular]'
  if (above.length > MAX_DEPTH) return '[too deep]'
  above.push(value)
  const changed = Array.isArray(value) ? walkArray(value, change, above) : walkObject(value, change, above)
  above.pop()
  return changed
}

function walkNumber(value: number | bigint, change: Change): unknown {
  const text = String(value)
  const changed = change.text(text)
  return changed === text ? value : changed
}

function walkArray(value: readonly unknown[], change: Change, above: unknown[]): unknown {
  return mapped(value, (item) => walkIn(item, change, above))
}

/** An array with every item changed, or the same one if none is. */
export function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change)
  return changed.every((item, index) => item === items[index]) ? items : changed
}

function walkObject(value: object, change: Change, above: unknown[]): unknown {
  const members = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(members)
  let copy: [string, unknown][] | undefined
  for (const key of keys) {
    const before = members[key]
    const whole = change.member(key, before, members)
    const name = change.isOurs ? key : change.text(key)
    const after = whole === ORDINARY ? walkIn(before, change, above) : whole
    if (copy === undefined && (after !== before || name !== key)) {
      copy = keys.slice(0, keys.indexOf(key)).map((earlier) => [earlier, members[earlier]])
    }
    copy?.push([name, after])
  }
  return copy === undefined ? value : Object.fromEntries(copy)
}
