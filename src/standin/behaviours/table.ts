import type { Behaviour } from './behaviour.ts'
import { FLOWS } from './flows.ts'
import { MANAGEMENT } from './management.ts'
import { REQUESTS } from './requests.ts'

/**
 * All that is inferred and can be had otherwise. A new switch is a row of one of its parts, a row of the tests, and one `behaviours.get` where it counts.
 * The documentation (docs/standin.md) is made from it.
 */
const BEHAVIOURS: typeof REQUESTS & typeof FLOWS & typeof MANAGEMENT = { ...REQUESTS, ...FLOWS, ...MANAGEMENT }

/** The name of a switch. */
export type BehaviourName = keyof typeof BEHAVIOURS

type ValueOf<B> = B extends { readonly kind: 'choice'; readonly values: readonly (infer Value)[] }
  ? Value
  : B extends { readonly kind: 'count' }
    ? number
    : string

/** How the stand-in behaves, all switches set. */
export type Behaviours = { readonly [Name in BehaviourName]: ValueOf<(typeof BEHAVIOURS)[Name]> }

/** The table as what its rows have in common. */
export const ALL_BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map(Object.entries<Behaviour>(BEHAVIOURS))
