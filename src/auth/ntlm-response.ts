import { createCipheriv, createHash, createHmac } from 'node:crypto'
import { md4 } from './md4.ts'

/** What a client answers a challenge with. */
export interface NtlmResponses {
  readonly lm: Uint8Array
  readonly nt: Uint8Array
}

/** What the answer is made from. */
export interface NtlmInput {
  readonly username: string
  readonly password: string
  /** As it goes out, in upper case. */
  readonly domain: string
  /** Of the server: 8 bytes. */
  readonly serverChallenge: Uint8Array
  /** By chance: 8 bytes. */
  readonly clientChallenge: Uint8Array
  /** What the server said about itself; without it there is no NTLMv2. */
  readonly targetInfo?: Uint8Array
  /** Milliseconds since 1970. */
  readonly epochMs: number
}

/** Between 1601, where Windows counts from, and 1970. Milliseconds. */
const WINDOWS_EPOCH_MS = 11_644_473_600_000

/** NTLMv2 responses. Source: [MS-NLMP], section 3.3.2. */
export function responsesV2(input: NtlmInput & { readonly targetInfo: Uint8Array }): NtlmResponses {
  const { username, password, domain, serverChallenge, clientChallenge, targetInfo, epochMs } = input
  const key = hmac(passwordHash(password), Buffer.from(username.toUpperCase() + domain, 'utf16le'))
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE((BigInt(epochMs) + BigInt(WINDOWS_EPOCH_MS)) * 10_000n)
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    time,
    clientChallenge,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ])
  return {
    lm: Buffer.concat([hmac(key, serverChallenge, clientChallenge), clientChallenge]),
    nt: Buffer.concat([hmac(key, serverChallenge, blob), blob]),
  }
}

/** NTLMv1 responses with a challenge of the client mixed in ("NTLM2 session"). Source: [MS-NLMP], section 3.3.1. */
export function responsesSession({ password, serverChallenge, clientChallenge }: NtlmInput): NtlmResponses {
  const mixed = createHash('md5').update(serverChallenge).update(clientChallenge).digest().subarray(0, 8)
  return { lm: Buffer.concat([clientChallenge, Buffer.alloc(16)]), nt: desResponse(passwordHash(password), mixed) }
}

/**
 * NTLMv1 responses, for servers that know nothing better. The LM response repeats the other one: what newman 6.2.2 sends
 * there gives the password away. Source: [MS-NLMP], section 3.3.1 (NoLMResponseNTLMv1).
 */
export function responsesV1({ password, serverChallenge }: NtlmInput): NtlmResponses {
  const nt = desResponse(passwordHash(password), serverChallenge)
  return { lm: nt, nt }
}

function passwordHash(password: string): Buffer {
  return md4(Buffer.from(password, 'utf16le'))
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('md5', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/** The challenge under three DES keys of seven bytes each, made of the hash and zeros. */
function desResponse(hash: Uint8Array, challenge: Uint8Array): Buffer {
  const padded = Buffer.concat([hash, Buffer.alloc(21 - hash.byteLength)])
  return Buffer.concat([0, 7, 14].map((at) => encryptDes(padded.subarray(at, at + 7), challenge)))
}

/** OpenSSL 3 has no single DES; triple DES with the same key three times is just that. */
function encryptDes(key: Buffer, block: Uint8Array): Buffer {
  const spread = spreadKey(key)
  const cipher = createCipheriv('des-ede3', Buffer.concat([spread, spread, spread]), null)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()])
}

/** 56 bits → 8 bytes, each with a parity bit at its end that nobody reads. */
function spreadKey(key: Buffer): Buffer {
  const bits = BigInt(`0x${key.toString('hex')}`)
  return Buffer.from(Array.from({ length: 8 }, (_, index) => Number((bits >> BigInt(49 - index * 7)) & 0x7fn) << 1))
}
