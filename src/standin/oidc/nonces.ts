import { createHmac } from 'node:crypto'
import type { ServerNonces } from 'oidc-provider/lib/helpers/weak_cache.js'
import { type StandinClock, seconds } from '../clock.ts'

/** A nonce is handed out for so long, and taken two such steps longer. Source: the core's own nonces. */
const STEP_SECONDS = 60

const STEPS = 2

/** The nonces of DPoP proofs by the clock of the stand-in; those of the core follow the machine's. Source: RFC 9449, section 8. */
export function noncesOf(clock: StandinClock, secret: Uint8Array): ServerNonces {
  const current = (): number => Math.floor(seconds(clock) / STEP_SECONDS)
  const nonce = (step: number): string => createHmac('sha256', secret).update(`dpop:${step}`).digest('base64url')
  return {
    nextChallenge: () => nonce(current() + 1),
    // What is guessed instead of asked for helps nobody: no need to compare in constant time.
    checkChallenge: (given) => {
      const step = current()
      return Array.from({ length: 2 * STEPS + 1 }, (_, index) => step - STEPS + index).some(
        (candidate) => nonce(candidate) === given,
      )
    },
  }
}
