/** How a value is changed on the way; what comes back unchanged is not copied. */
export interface Change {
  readonly text: (text: string) => string
  readonly bytes: (bytes: Uint8Array) => Uint8Array
  /** Whether numbers are read as text too. */
  readonly numbers: boolean
  /** Changes a member as a whole, instead of walking into it; undefined: an ordinary member. */
  readonly member: (key: string, value: unknown) => { readonly value: unknown } | undefined
}

/** What a script prints may be nested as deep as it likes; what cannot be looked at is not shown. */
const MAX_DEPTH = 200

/** Changes every text in a value, the names of members included. The original is left as it is, and shared where nothing changes. */
export function walk(value: unknown, change: Change, above: readonly unknown[] = []): unknown {
  if (typeof value === 'string') return change.text(value)
  if (typeof value === 'number' || typeof value === 'bigint') return change.numbers ? walkNumber(value, change) : value
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return change.bytes(value)
  if (above.includes(value)) return '[circular]'
  if (above.length > MAX_DEPTH) return '[too deep]'
  const inside = [...above, value]
  return Array.isArray(value) ? walkArray(value, change, inside) : walkObject(value, change, inside)
}

function walkNumber(value: number | bigint, change: Change): unknown {
  const text = String(value)
  const changed = change.text(text)
  return changed === text ? value : changed
}

function walkArray(value: readonly unknown[], change: Change, inside: readonly unknown[]): unknown {
  const changed = value.map((item) => walk(item, change, inside))
  return changed.every((item, index) => item === value[index]) ? value : changed
}

function walkObject(value: object, change: Change, inside: readonly unknown[]): unknown {
  const entries = Object.entries(value)
  const changed = entries.map(([key, member]): [string, unknown] => {
    const whole = change.member(key, member)
    return whole === undefined ? [change.text(key), walk(member, change, inside)] : [key, whole.value]
  })
  const isSame = changed.every(([key, member], index) => key === entries[index]?.[0] && member === entries[index]?.[1])
  return isSame ? value : Object.fromEntries(changed)
}
