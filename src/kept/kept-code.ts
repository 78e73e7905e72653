import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'

/** Code that V8 has compiled before, and that it can go on with. */
export interface KeptCode {
  /** What there is code of. */
  readonly names: readonly string[]
  /** The code that was made of this name, and of this `source` if it was kept along with one; undefined if it is missing or is not what was kept. */
  readonly of: (name: string, source?: Uint8Array) => Uint8Array | undefined
}

/** What code.json says of code.bin, and of where it was made. */
interface KeptIndex {
  readonly v8: string
  readonly arch: string
  readonly places: Readonly<Record<string, KeptPlace>>
}

/** The checksum is that of the code and then of its source. */
type KeptPlace = readonly [start: number, end: number, checksum: number]

const NONE: KeptCode = Object.freeze({ names: [], of: () => undefined })

/**
 * The code that code.bin in a `folder` URL holds. None if it is missing, broken or of another machine: what needs it compiles as it would have done.
 * V8 looks at its own version, flags and lengths, but believes the bytes: one that is wrong ends the process.
 */
export function keptCode(folder: string): KeptCode {
  const index = indexIn(folder)
  // Patches of Node to V8 are in this text only.
  if (index?.v8 !== process.versions.v8 || index.arch !== process.arch) return NONE
  const { places } = index
  return {
    names: Object.keys(places),
    of: (name, source) => {
      const place = places[name]
      return place && pieceOf(new URL('code.bin', folder), place, source)
    },
  }
}

function indexIn(folder: string): KeptIndex | undefined {
  try {
    return JSON.parse(readFileSync(new URL('code.json', folder), 'utf8')) as KeptIndex
  } catch {
    return undefined
  }
}

function pieceOf(file: URL, [start, end, checksum]: KeptPlace, source: Uint8Array = NO_BYTES): Uint8Array | undefined {
  try {
    const piece = readPiece(file, start, end)
    return crc32(source, crc32(piece)) === checksum ? piece : undefined
  } catch {
    return undefined
  }
}

const NO_BYTES = new Uint8Array(0)

function readPiece(file: URL, start: number, end: number): Uint8Array {
  const descriptor = openSync(file, 'r')
  try {
    const piece = Buffer.allocUnsafeSlow(end - start)
    const length = readSync(descriptor, piece, 0, piece.length, start)
    return piece.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}
