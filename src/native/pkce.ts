import { createHash } from 'node:crypto'
import type { ProducerInput } from '../engine/ports.ts'
import type { ProduceResult } from '../engine/produced.ts'
import { type InputRow, inputReader } from './inputs.ts'
import { UnusableInput } from './producer.ts'

/** The inputs of `codeChallenge`. */
export const CODE_CHALLENGE_INPUTS: Readonly<Record<'codeVerifier', InputRow>> = Object.freeze({
  codeVerifier: { meaning: 'The verifier that the challenge belongs to; made when it is missing', isSecret: true },
})

/** Source: RFC 7636, section 4.1. */
const VERIFIER = /^[\w.~-]{43,128}$/

/** Makes `codeVerifier`: 32 random bytes. Source: RFC 7636, section 4.1. */
export async function makeCodeVerifier({ get, random }: ProducerInput): Promise<ProduceResult> {
  if (get('codeChallenge') !== undefined) {
    const reason = 'codeChallenge is set, and what it was made from is not known'
    throw new UnusableInput('PRODUCER_INPUT', reason, 'Set codeVerifier as well, or remove codeChallenge')
  }
  return { kind: 'produced', value: base64url(random.bytes(32)), lifetime: 'flow' }
}

/** Makes `codeChallenge`, for the method S256, from `codeVerifier`. Source: RFC 7636, section 4.2. */
export async function makeCodeChallenge({ get }: ProducerInput): Promise<ProduceResult> {
  const { text } = inputReader(CODE_CHALLENGE_INPUTS, get).required('codeVerifier')
  if (!VERIFIER.test(text)) {
    const hint = 'Set codeVerifier to 43 to 128 letters, digits, "-", ".", "_" or "~", or remove it'
    throw new UnusableInput('PRODUCER_INPUT', 'codeVerifier is no code verifier', hint)
  }
  return { kind: 'produced', value: createHash('sha256').update(text).digest('base64url'), lifetime: 'flow' }
}

/** Makes `state` or `nonce`: 16 random bytes. Source: RFC 6749, section 10.10. */
export async function makeNonce({ random }: ProducerInput): Promise<ProduceResult> {
  return { kind: 'produced', value: base64url(random.bytes(16)), lifetime: 'flow' }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
