import { createHash } from 'node:crypto'
import type { Identified, Table } from '../table.ts'

/** A disturbance and the calls that it befalls. */
export interface Fault extends Identified {
  readonly kind: FaultKind
  /** Undefined: any. */
  readonly method: string | undefined
  /** Segments; `*` stands for one of them, `**` for any number. */
  readonly path: string
  readonly chance: Chance
  /** How many calls have matched. */
  readonly calls: number
}

/** What goes wrong. */
export type FaultKind =
  | { readonly type: 'latency'; readonly ms: number }
  | { readonly type: 'status'; readonly status: number; readonly retryAfterSeconds: number | undefined }
  | { readonly type: 'reset' }
  | { readonly type: 'truncate'; readonly bytes: number }
  | { readonly type: 'slow'; readonly ms: number }

/** Which of the matching calls: all, the n-th (from 1), or some by chance, the same ones for the same seed. */
export type Chance =
  | { readonly type: 'always' }
  | { readonly type: 'calls'; readonly calls: readonly number[] }
  | { readonly type: 'probability'; readonly probability: number; readonly seed: number }

/** The fault that befalls a call: the first that matches and whose turn it is. All that match count the call. */
export function faultFor(faults: Table<Fault>, method: string, path: string): Fault | undefined {
  const counted = faults
    .rows()
    .filter((fault) => isMatch(fault, method, path))
    .map((fault) => faults.put({ ...fault, calls: fault.calls + 1 }))
  return counted.find(isDue)
}

function isMatch(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false
  return matches(fault.path.split('/'), path.split('/'))
}

function matches([wanted, ...rest]: readonly string[], segments: readonly string[]): boolean {
  if (wanted === undefined) return segments.length === 0
  if (wanted === '**') return segments.some((_, index) => matches(rest, segments.slice(index))) || matches(rest, [])
  const [segment, ...others] = segments
  return segment !== undefined && (wanted === '*' || wanted === segment) && matches(rest, others)
}

function isDue({ chance, calls }: Fault): boolean {
  switch (chance.type) {
    case 'always':
      return true
    case 'calls':
      return chance.calls.includes(calls)
    case 'probability':
      return draw(chance.seed, calls) < chance.probability
  }
}

/** A number from 0 to 1 that only seed and call decide. */
function draw(seed: number, call: number): number {
  return createHash('sha256').update(`${seed}:${call}`).digest().readUInt32BE() / 2 ** 32
}
