import type { RunEvent } from '../../model/event.ts'
import { maskBytes } from './bytes.ts'
import { OURS } from './rules.ts'
import { type Change, walk } from './walk.ts'

/** Masks known secrets wherever they stand in an event. */
export function maskByValue(mask: (text: string) => string): (event: RunEvent) => RunEvent {
  const inUser: Change = {
    text: mask,
    bytes: (bytes) => maskBytes(bytes, mask, mask),
    numbers: true,
    member: () => undefined,
  }
  const inEvent: Change = {
    ...inUser,
    numbers: false,
    member: (key, value) => {
      if (OURS.has(key)) return { value }
      return USERS.has(key) ? { value: walk(value, inUser) } : undefined
    },
  }
  return (event) => {
    const masked = walk(event, inEvent) as RunEvent
    return masked.type === 'run:start' && masked.source !== undefined
      ? { ...masked, source: mask(masked.source) }
      : masked
  }
}

/** Members that hold values of users and scripts: what is printed, written to a variable or compared. */
const USERS: ReadonlySet<string> = new Set(['values', 'value', 'expected', 'actual', 'scopes', 'parameters'])
