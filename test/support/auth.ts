import type { AuthTools } from '../../src/auth/signer.ts'
import { answered, numberedRandom, stillClock } from './ports.ts'

/** The tools of signers in a world that stands still. */
export function authTools(overrides: Partial<AuthTools> = {}): AuthTools {
  return {
    clock: stillClock(),
    random: numberedRandom(),
    send: async () => answered(),
    readBody: async (body) => (body.kind === 'bytes' ? body.bytes : new Uint8Array()),
    ...overrides,
  }
}
