import { inflateRawSync } from 'node:zlib'

/**
 * The names and the content of all files in an archive, one after the other. Throws for what cannot be looked into: encrypted, of another method
 * than deflate, in the 64-bit format, broken, or more than `maxOutputLength` bytes.
 * Source: APPNOTE.TXT (PKWARE), sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function unzipped(bytes: Uint8Array, { maxOutputLength }: { readonly maxOutputLength: number }): Uint8Array {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let left = maxOutputLength
  for (const { name, content } of entriesOf(archive, () => left)) {
    left -= name.length + content.length + 2 * LINE.length
    if (left < 0) throw tooLarge()
    parts.push(name, LINE, content, LINE)
  }
  return Buffer.concat(parts)
}

interface Entry {
  readonly name: Uint8Array
  readonly content: Uint8Array
}

const LINE = Buffer.from('\n')
const END = Buffer.from('PK\x05\x06', 'latin1')
const CENTRAL = 0x02014b50
/** An archive of a few kilobytes can name the same content thousands of times. */
const MAX_ENTRIES = 2000

/** By the directory at the end: what stands before each file may leave its size out. */
function* entriesOf(archive: Buffer, left: () => number): Generator<Entry> {
  const end = archive.lastIndexOf(END)
  const count = end === -1 ? MAX_ENTRIES + 1 : archive.readUInt16LE(end + 10)
  if (count > MAX_ENTRIES) throw new Error('not an archive that can be read')
  let at = archive.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry += 1) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new Error('broken')
    const nameLength = archive.readUInt16LE(at + 28)
    yield {
      name: archive.subarray(at + 46, at + 46 + nameLength),
      content: contentOf(archive, at, left()),
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
}

/** `at`: where the entry stands in the directory. */
function contentOf(archive: Buffer, at: number, left: number): Uint8Array {
  const isEncrypted = (archive.readUInt16LE(at + 8) & 1) === 1
  const method = archive.readUInt16LE(at + 10)
  const size = archive.readUInt32LE(at + 20)
  const local = archive.readUInt32LE(at + 42)
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(start, start + size)
  if (isEncrypted || packed.length < size) throw new Error('not a file that can be read')
  if (method === 0) return packed
  if (method !== 8) throw new Error('packed in another way')
  if (left <= 0) throw tooLarge()
  return inflateRawSync(packed, { maxOutputLength: left })
}

function tooLarge(): Error {
  return new Error('more than is looked into')
}
