import type { CheckConfig } from './check.ts'
import type { ContractConfig } from './contract.ts'
import type { RetryOptions } from './retry.ts'

/** What `flowgate.config.js` (or `.mjs`, `.ts`, `.json`) says. */
export interface Config {
  /** What responses have to be like. */
  readonly checks?: readonly CheckConfig[]
  /** Values for the inputs of producers, where no variable has one. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Hosts that nothing is sent to without `--allow-host`: `api.example.com`, `*.prod.example.com`. */
  readonly protectedHosts?: readonly string[]
  /** What names say about secrets; `*` stands for any characters, case, `_` and `-` do not matter. */
  readonly secrets?: {
    /** Names of variables, members of JSON, parameters and headers whose values are secrets, besides those that are known as such. */
    readonly names?: readonly string[]
    /** Names whose values are none. */
    readonly not?: readonly string[]
  }
  /**
   * Names of collections whose iterations hand something on to the next, `true` for all: with `--workers` and `--shard` each stays in one piece.
   */
  readonly sequential?: true | readonly string[]
  /** Hold responses against the examples that are saved with their requests. Default `off`. */
  readonly contract?: ContractConfig
  /** Producers of your own, by the variable they make; one with the name of ours takes its place. */
  readonly producers?: Readonly<Record<string, UserProducer>>
  /**
   * Folders whose requests build on each other, as patterns of their paths, and collections by name: `--shuffle` leaves the order within them as it is.
   */
  readonly ordered?: readonly string[]
  /** Tags for `--tag` by pattern, as `checks` name requests, besides the `@words` of names and descriptions: `{ 'Users/*': ['smoke'] }`. */
  readonly tags?: Readonly<Record<string, readonly string[]>>
  /** When and how often failed items are tried again; flags win. */
  readonly retries?: RetryOptions
}

/**
 * Makes the value of a variable when a request uses it and nobody has set it, anew for each attempt. Text, a number or a boolean; objects become JSON.
 * What it throws fails the request that needs the value.
 */
export type UserProducer = (input: UserProducerInput) => unknown

/** What a producer may know. */
interface UserProducerInput {
  /** The value of a variable as text, resolved through all scopes; undefined when it is missing or empty. */
  readonly get: (name: string) => string | undefined
  /** `epoch()`: milliseconds since 1970. */
  readonly clock: { readonly epoch: () => number }
  readonly random: { readonly uuid: () => string; readonly bytes: (length: number) => Uint8Array }
  /** Fires when the run is stopped, or the producer has had its time. */
  readonly signal: AbortSignal
}
