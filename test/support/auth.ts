import type { AuthTools, SignerTools } from '../../src/auth/signer.ts'
import { answered, numberedRandom, stillClock } from './ports.ts'

/** The tools of signers in a world that stands still. */
export function authTools(overrides: Partial<AuthTools> = {}): AuthTools {
  return {
    clock: stillClock(),
    random: numberedRandom(),
    readBody: async (body) => (body.kind === 'bytes' ? body.bytes : new Uint8Array()),
    ...overrides,
  }
}

/** What a signer is given besides the request: nothing that it could fetch a token from. */
export function signerTools(overrides: Partial<SignerTools> = {}): SignerTools {
  return {
    ...authTools(),
    send: async () => answered(),
    fetchToken: async () => ({ kind: 'failed', failure: { code: 'INTERNAL', message: 'No token was expected' } }),
    ...overrides,
  }
}
