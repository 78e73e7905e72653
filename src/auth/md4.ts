/** Round → its function, constant, rotations and order of words. Source: RFC 1320, section 3.4. */
const ROUNDS: readonly Round[] = Object.freeze([
  {
    mix: (x: number, y: number, z: number) => (x & y) | (~x & z),
    constant: 0,
    rotations: [3, 7, 11, 19],
    words: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  },
  {
    mix: (x: number, y: number, z: number) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    rotations: [3, 5, 9, 13],
    words: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    mix: (x: number, y: number, z: number) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    rotations: [3, 9, 11, 15],
    words: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
])

interface Round {
  readonly mix: (x: number, y: number, z: number) => number
  readonly constant: number
  readonly rotations: readonly number[]
  readonly words: readonly number[]
}

type State = readonly [a: number, b: number, c: number, d: number]

/**
 * The MD4 digest of a message: 16 bytes. Broken as a hash and needed for NTLM alone; OpenSSL 3, and so node:crypto, keeps
 * it in its legacy provider.
 * Source: RFC 1320.
 */
export function md4(message: Uint8Array): Buffer {
  const padded = pad(message)
  let state: State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < padded.byteLength; at += 64) state = compress(state, padded.subarray(at, at + 64))
  const digest = Buffer.alloc(16)
  for (const [index, word] of state.entries()) digest.writeUInt32LE(word >>> 0, index * 4)
  return digest
}

/** A one bit, zeros, and the length in bits, to a multiple of 64 bytes. */
function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.byteLength + 9) / 64) * 64)
  padded.set(message)
  padded[message.byteLength] = 0x80
  padded.writeBigUInt64LE(BigInt(message.byteLength) * 8n, padded.byteLength - 8)
  return padded
}

function compress(before: State, block: Buffer): State {
  let [a, b, c, d] = before
  for (const { mix, constant, rotations, words } of ROUNDS) {
    for (const [step, word] of words.entries()) {
      const sum = (a + mix(b, c, d) + block.readUInt32LE(word * 4) + constant) | 0
      const rotation = rotations[step % 4] ?? 0
      ;[a, b, c, d] = [d, (sum << rotation) | (sum >>> (32 - rotation)), b, c]
    }
  }
  return [(before[0] + a) | 0, (before[1] + b) | 0, (before[2] + c) | 0, (before[3] + d) | 0]
}
