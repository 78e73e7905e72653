import type { Collection } from '../model/collection.ts'
import { placesOf } from '../plan/kept-order.ts'
import { matchesRequest } from '../plan/match.ts'

/** A seed by lot: small, since people type it. `bytes`: those of the Random port. */
export function drawSeed(bytes: (length: number) => Uint8Array): number {
  return bytes(3).reduce((seed, byte) => seed * 256 + byte, 0)
}

/** What `ordered` of the configuration names and no collection of the command has: its requests are shuffled. A line each. */
export function unmatchedOrders(ordered: readonly string[], collections: readonly Collection[]): string {
  const folders = collections.flatMap(placesOf)
  return ordered
    .filter((pattern) => !folders.some((folder) => matchesRequest(pattern, folder)))
    .map((pattern) => `warning: no folder is "${pattern}": "ordered" of the configuration keeps nothing by it\n`)
    .join('')
}
