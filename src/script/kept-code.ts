import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { BOOT, type RealmCode } from './open-realm.ts'

/** What code.json says of code.bin, and of where it was made. */
interface KeptIndex {
  readonly v8: string
  readonly arch: string
  readonly places: Readonly<Record<string, KeptPlace>>
}

type KeptPlace = readonly [start: number, end: number, checksum: number]

/**
 * What V8 has kept of compiling the realm, from a `folder` URL; `isWarm`: of its libraries, too. Nothing of what is missing, broken or of another machine:
 * the realm then compiles as it did before. V8 looks at its own version, flags and lengths, but believes the bytes: one that is wrong ends the process.
 */
export function keptCode(folder: string, isWarm: boolean): RealmCode {
  try {
    const { v8, arch, places } = JSON.parse(readFileSync(new URL('code.json', folder), 'utf8')) as KeptIndex
    // Patches of Node to V8 are in this text only.
    if (v8 !== process.versions.v8 || arch !== process.arch) return {}
    const all = readFileSync(new URL('code.bin', folder))
    const wanted = Object.entries(places).filter(([name]) => isWarm || name === BOOT)
    const pieces = wanted.map(([name, [start, end, checksum]]) => [name, all.subarray(start, end), checksum] as const)
    if (pieces.some(([, piece, checksum]) => crc32(piece) !== checksum)) return {}
    return Object.fromEntries(pieces)
  } catch {
    return {}
  }
}
