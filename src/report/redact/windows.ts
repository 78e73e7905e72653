/** Says which forms of which secrets may end, or begin, where a text is looked at. */
export interface Windows {
  /** Enters a form of a secret by the window at its end, or its beginning. */
  readonly add: (window: string, secret: number) => void
  /** Calls back for every window of the text that is entered: where it begins, and for which secret. */
  readonly find: (text: string, found: (at: number, secret: number) => void) => void
  readonly isEmpty: () => boolean
}

/**
 * A hash table of windows of `width` characters; a text is read once with a rolling hash (after Karp and Rabin, 1987), however many windows there are.
 * It holds numbers only, 12 to 20 bytes an entry: a long run enters hundreds of thousands. What it finds may be found by accident: look again.
 */
export function createWindows(width: number): Windows {
  let count = 0
  let bits = 10
  let heads = new Int32Array(1 << bits)
  // Entry n of the chain that begins at its hash; 0 is the end of each.
  let next = new Int32Array(1 << bits)
  let hashes = new Int32Array(1 << bits)
  let secrets = new Int32Array(1 << bits)
  const leaving = powerOf(width)

  function grow(): void {
    bits += 1
    next = doubled(next)
    hashes = doubled(hashes)
    secrets = doubled(secrets)
    heads = new Int32Array(1 << bits)
    for (let entry = 1; entry <= count; entry += 1) link(entry)
  }

  function link(entry: number): void {
    const head = slotOf(hashes[entry] ?? 0, bits)
    next[entry] = heads[head] ?? 0
    heads[head] = entry
  }

  return {
    add: (window, secret) => {
      if (count + 1 === next.length) grow()
      count += 1
      hashes[count] = hashOf(window)
      secrets[count] = secret
      link(count)
    },
    find: (text, found) => {
      if (text.length < width) return
      let hash = hashOf(text.slice(0, width))
      for (let at = 0; ; at += 1) {
        for (let entry = heads[slotOf(hash, bits)] ?? 0; entry !== 0; entry = next[entry] ?? 0) {
          if (hashes[entry] === hash) found(at, secrets[entry] ?? 0)
        }
        if (at + width >= text.length) return
        hash = (Math.imul(hash, BASE) + text.charCodeAt(at + width) - Math.imul(leaving, text.charCodeAt(at))) | 0
      }
    },
    isEmpty: () => count === 0,
  }
}

/** Odd, so that no character is lost; big, so that short windows use all bits. */
const BASE = 0x01000193

function hashOf(window: string): number {
  let hash = 0
  for (let at = 0; at < window.length; at += 1) hash = (Math.imul(hash, BASE) + window.charCodeAt(at)) | 0
  return hash
}

function powerOf(width: number): number {
  let power = 1
  for (let factor = 0; factor < width; factor += 1) power = Math.imul(power, BASE)
  return power
}

function slotOf(hash: number, bits: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * numbers.length)
  more.set(numbers)
  return more
}
