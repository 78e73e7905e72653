import { WebAuthnError } from './refusal.ts'

/** A value of CBOR. Maps may have numbers as keys. */
export type Cbor = number | string | boolean | null | Uint8Array | readonly Cbor[] | ReadonlyMap<Cbor, Cbor>

/** A value, and where the next one would start. */
interface Item<Value = Cbor> {
  readonly value: Value
  readonly end: number
}

/** Nothing that an authenticator makes is deeper. */
const MAX_DEPTH = 8

/**
 * Reads the CBOR that authenticators make: whole numbers, texts, bytes, lists and maps of a known length, `true`, `false` and `null`.
 * Fails with WebAuthnError. Source: RFC 8949, section 3; FIDO CTAP2, section 8 (canonical form).
 */
export function readCbor(bytes: Uint8Array, start = 0, depth = 0): Item {
  if (depth > MAX_DEPTH) throw broken()
  const initial = byteAt(bytes, start)
  const { value: argument, end } = argumentOf(initial & 31, bytes, start + 1)
  switch (initial >> 5) {
    case 0:
      return { value: argument, end }
    case 1:
      return { value: -1 - argument, end }
    case 2:
      return { value: slice(bytes, end, argument), end: end + argument }
    case 3:
      return { value: new TextDecoder().decode(slice(bytes, end, argument)), end: end + argument }
    case 4:
      return readList(bytes, { value: argument, end }, depth)
    case 5: {
      const { value, end: next } = readList(bytes, { value: argument * 2, end }, depth)
      const pairs = Array.from({ length: argument }, (_, index) => [
        entry(value, 2 * index),
        entry(value, 2 * index + 1),
      ])
      return { value: new Map(pairs as [Cbor, Cbor][]), end: next }
    }
    default:
      return { value: simple(initial), end }
  }
}

function readList(
  bytes: Uint8Array,
  { value: length, end: start }: Item<number>,
  depth: number,
): Item<readonly Cbor[]> {
  // Each item takes a byte at least: a length that lies must not be believed.
  if (length > bytes.length - start) throw broken()
  const items: Cbor[] = []
  let at = start
  for (let index = 0; index < length; index += 1) {
    const { value, end } = readCbor(bytes, at, depth + 1)
    items.push(value)
    at = end
  }
  return { value: items, end: at }
}

/** A length or a number: in the first byte, or in the 1, 2 or 4 bytes behind it. Longer ones nobody needs. */
function argumentOf(short: number, bytes: Uint8Array, start: number): Item<number> {
  if (short < 24) return { value: short, end: start }
  const width = { 24: 1, 25: 2, 26: 4 }[short]
  if (width === undefined) throw broken()
  const value = slice(bytes, start, width).reduce((sum, byte) => sum * 256 + byte, 0)
  return { value, end: start + width }
}

function simple(initial: number): Cbor {
  switch (initial) {
    case 0xf4:
      return false
    case 0xf5:
      return true
    case 0xf6:
      return null
    default:
      throw broken()
  }
}

function entry(list: readonly Cbor[], index: number): Cbor {
  return list[index] ?? null
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw broken()
  return byte
}

function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) throw broken()
  return bytes.subarray(start, start + length)
}

function broken(): WebAuthnError {
  return new WebAuthnError('is no CBOR that can be read')
}
