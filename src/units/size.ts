import type { RunEvent } from '../model/event.ts'

/** Of an event with nothing big in it. Bytes, estimated. */
const SMALL = 1000

/** About how much memory an event takes. Bytes. */
export function sizeOf(event: RunEvent): number {
  if (event.type === 'response') return SMALL + event.response.body.byteLength
  if (event.type === 'console') return SMALL + event.values.reduce<number>((sum, value) => sum + lengthOf(value), 0)
  // The others are small; bodies that are sent are those of the collection, which is in memory once.
  return event.type === 'mutation' ? SMALL + lengthOf(event.value) : SMALL
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}
