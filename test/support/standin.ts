import { type Standin, type StandinOptions, startStandin } from '../../src/standin/server.ts'
import { createSigningKey } from '../../src/standin/token.ts'
import type { SigningKey } from '../../src/standin/world.ts'

const KEYS: Promise<SigningKey>[] = []

/**
 * A stand-in that signs with the same keys as the others of this worker: making one takes longer than most tests. Its own are all different.
 * Where two stand-ins must not have the same, give one of them `newKey: createSigningKey`.
 */
export function startQuickStandin(options: StandinOptions = {}): Promise<Standin> {
  let count = 0
  const newKey = (): Promise<SigningKey> => {
    const key = (KEYS[count] ??= createSigningKey())
    count += 1
    return key
  }
  return startStandin({ newKey, ...options })
}
