import type { RunEvent } from '../../model/event.ts'
import { maskBytes } from './bytes.ts'
import { OURS } from './rules.ts'
import { type Change, ORDINARY, walk } from './walk.ts'

/** Masks in an event what is known: a secret that was born in it may stand in front of its place as well. */
export function maskByValue(mask: (text: string) => string): (event: RunEvent) => RunEvent {
  const inUser: Change = {
    text: mask,
    bytes: (bytes) => maskBytes(bytes, mask, mask),
    isOurs: false,
    member: () => ORDINARY,
  }
  const inEvent: Change = {
    ...inUser,
    isOurs: true,
    member: (key, value) => {
      if (OURS.has(key)) return value
      return USERS.has(key) ? walk(value, inUser) : ORDINARY
    },
  }
  return (event) => {
    const masked = walk(event, inEvent) as RunEvent
    const isSource = masked.type === 'run:start' && masked.source !== undefined
    return isSource ? { ...masked, source: mask(masked.source) } : masked
  }
}

/** Members that hold values of users and scripts: what is printed, written to a variable or compared. */
const USERS: ReadonlySet<string> = new Set(['values', 'value', 'data', 'expected', 'actual', 'scopes', 'parameters'])
