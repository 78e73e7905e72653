/** "expand 32-byte k" as four words. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const

/**
 * Random bytes from a seed of 32 that the host drew: the key stream of ChaCha20. The realm has no other source that cannot be guessed, and asking
 * the host takes longer than `crypto.getRandomValues` may. Source: RFC 8439, section 2.3; the counter takes 64 bits, the nonce is zero.
 */
export function createChance(seedHex: string): (length: number) => Uint8Array {
  const key = Array.from({ length: 8 }, (_, at) => wordOf(seedHex.slice(at * 8, at * 8 + 8)))
  let counter = 0
  let left = new Uint8Array(0)
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; ) {
      if (left.length === 0) left = block(key, counter++)
      const taken = left.subarray(0, length - at)
      bytes.set(taken, at)
      at += taken.length
      left = left.slice(taken.length)
    }
    return bytes
  }
}

function wordOf(hex: string): number {
  const bytes = [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
}

function block(key: readonly number[], counter: number): Uint8Array<ArrayBuffer> {
  const start = Uint32Array.from([...CONSTANTS, ...key, counter >>> 0, Math.floor(counter / 2 ** 32), 0, 0])
  const state = start.slice()
  for (let round = 0; round < 10; round += 1) {
    for (let column = 0; column < 4; column += 1) mix(state, [column, column + 4, column + 8, column + 12])
    for (let column = 0; column < 4; column += 1) {
      mix(state, [column, 4 + ((column + 1) % 4), 8 + ((column + 2) % 4), 12 + ((column + 3) % 4)])
    }
  }
  const bytes = new Uint8Array(64)
  const view = new DataView(bytes.buffer)
  state.forEach((word, at) => view.setUint32(at * 4, word + (start[at] ?? 0), true))
  return bytes
}

function mix(state: Uint32Array, [a, b, c, d]: readonly [number, number, number, number]): void {
  const step = ([to, from, by]: readonly [number, number, number], shift: number): void => {
    state[to] = (state[to] ?? 0) + (state[from] ?? 0)
    const word = (state[by] ?? 0) ^ (state[to] ?? 0)
    state[by] = (word << shift) | (word >>> (32 - shift))
  }
  step([a, b, d], 16)
  step([c, d, b], 12)
  step([a, b, d], 8)
  step([c, d, b], 7)
}
