import { maskPacked } from './packed.ts'

/** Changes a body: as text if it is UTF-8, else byte by byte, so that a secret in it is found as well; what is packed, unpacked. */
export function maskBytes(
  bytes: Uint8Array,
  asText: (text: string) => string,
  asBinary: (text: string) => string,
): Uint8Array {
  return maskAt(bytes, { asText, asBinary }, MAX_DEPTH)
}

/** Packed files in packed files. */
const MAX_DEPTH = 3

interface Changes {
  readonly asText: (text: string) => string
  readonly asBinary: (text: string) => string
}

function maskAt(bytes: Uint8Array, changes: Changes, depth: number): Uint8Array {
  const { asText, asBinary } = changes
  if (bytes.length === 0) return bytes
  const text = decodeUtf8(bytes)
  if (text !== undefined) {
    const masked = asText(text)
    return masked === text ? bytes : new TextEncoder().encode(masked)
  }
  const packed = depth === 0 ? undefined : maskPacked(bytes, (inside) => maskAt(inside, changes, depth - 1))
  if (packed !== undefined) return packed
  const binary = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const masked = asBinary(binary)
  return masked === binary ? bytes : new Uint8Array(Buffer.from(masked, 'latin1'))
}

/** The text of bytes; undefined if they are none in UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
