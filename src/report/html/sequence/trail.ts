import { MASK } from '../../redact/rules.ts'
import type { NamedValue } from './values.ts'

/** A value of an earlier answer that a request has with it. */
export interface Passed {
  readonly name: string
  /** Number of the step whose answer gave it, from 1. */
  readonly from: number
}

/** The way of values through a flow. */
export interface Trail {
  /** What of these came from an earlier answer, each once; the rest is the client's own from now on. */
  readonly carry: (values: readonly NamedValue[]) => readonly Passed[]
  /** An answer gave these. */
  readonly give: (values: readonly NamedValue[], from: number) => void
}

/** More values than a flow that can be drawn has. */
const MAX_VALUES = 20_000

/** Starts an empty trail. A value that the client had before an answer gave it back is not passed on: an echo proves nothing. */
export function createTrail(): Trail {
  const own = new Set<string>()
  const given = new Map<string, Passed>()
  return {
    carry: (values) => {
      const passed = new Map<string, Passed>()
      for (const { value } of values) {
        const source = given.get(value)
        if (source !== undefined) passed.set(source.name, source)
        else if (own.size < MAX_VALUES) own.add(value)
      }
      return [...passed.values()]
    },
    give: (values, from) => {
      for (const { name, value } of values) {
        if (given.size >= MAX_VALUES || own.has(value) || given.has(value) || !isTelling(name, value)) continue
        given.set(value, { name, from })
      }
    },
  }
}

/** Would the same value elsewhere be no accident: ids, codes and tokens; no words, dates or numbers that mean something. */
function isTelling(name: string, value: string): boolean {
  if (value === name) return name.startsWith('cookie ')
  if (value.length < 6 || value.length > 16_384 || value === MASK || /\s/.test(value)) return false
  if (/^\d{4}-\d\d-\d\d/.test(value)) return false
  return /\d/.test(value) || (value.length >= 16 && !/^[A-Z_]+$/.test(value))
}
