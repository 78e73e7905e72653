/** What the web globals need of the realm; the only things that they cannot make themselves. */
export interface World {
  readonly later: (then: () => void, ms: number) => void
  /** Bytes that cannot be guessed. */
  readonly randomBytes: (length: number) => Uint8Array
  /** A call of Web Cryptography on the host; arguments and result are plain data, keys are handles. */
  readonly subtle: (method: string, args: readonly unknown[]) => Promise<unknown>
  readonly queue: (callback: () => void) => void
}

declare const require: (name: string) => unknown

/** That of the realm that this chunk was loaded into. */
export const world: World = require('flowgate:world') as World
