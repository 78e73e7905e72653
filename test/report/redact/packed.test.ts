import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ARCHIVE, maskPacked, maskPackedText, UNREADABLE } from '../../../src/report/redact/packed.ts'
import { createRedactor } from '../../../src/report/redact.ts'
import { bytes, event, runOf, wireRequest, wireResponse } from '../../support/events.ts'

const SECRET = 'Zq7x"packed&secret+w9Kd'
const DOCUMENT = JSON.stringify({ access_token: SECRET, state: 'kept' })
const MASKED = '{"access_token":"[access_token#1]","state":"kept"}'

const PACKINGS = [
  ['gzip', gzipSync, gunzipSync],
  ['deflate', deflateSync, inflateSync],
  ['raw deflate', deflateRawSync, inflateRawSync],
  ['brotli', brotliCompressSync, brotliDecompressSync],
] as const

/** The body of a response behind the gate, and what is printed after it. */
function shown(body: Uint8Array, printed = '', secret = ''): { readonly body: Uint8Array; readonly printed: unknown } {
  const { event: mask } = createRedactor({
    values: secret === '' ? [] : [{ name: 'typed', value: secret }],
    names: [],
    show: false,
  })
  const masked = runOf(
    event.request({ wire: wireRequest({}) }),
    event.response({ response: wireResponse({ body }) }),
    event.console({ values: [printed] }),
  ).map(mask)
  const response = masked.find((each) => each.type === 'response')
  const console = masked.find((each) => each.type === 'console')
  return { body: response?.response.body ?? new Uint8Array(), printed: console?.values[0] }
}

describe('createRedactor()', () => {
  test.each(PACKINGS)('createRedactor() masks in a body that is %s, and packs it again', (_, pack, unpack) => {
    const { body, printed } = shown(pack(DOCUMENT), SECRET)

    expect({ body: unpack(body).toString(), printed }).toEqual({ body: MASKED, printed: '[access_token#1]' })
  })

  test('createRedactor() masks in a packed file in a packed file', () => {
    const { body } = shown(gzipSync(gzipSync(DOCUMENT)))

    expect(gunzipSync(gunzipSync(body)).toString()).toBe(MASKED)
  })

  test('createRedactor() masks in the part of a packed body that there is', () => {
    const whole = gzipSync(DOCUMENT)

    const { body } = shown(whole.subarray(0, whole.length - 6))

    expect(gunzipSync(body).toString()).toBe(MASKED)
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ] as const)('createRedactor() masks in base64 of %s, wherever it is printed', (_, pack) => {
    const { printed } = shown(bytes(DOCUMENT), `data: ${pack(DOCUMENT).toString('base64')} end`)

    expect(printed).toBe(`data: ${pack(MASKED).toString('base64')} end`)
  })

  test('createRedactor() leaves packed bytes without a secret as they are', () => {
    const body = gzipSync('nothing to see', { level: 1 })

    expect(shown(body).body).toBe(body)
  })

  test('createRedactor() shows no gzip that it cannot look into', () => {
    const broken = gzipSync(DOCUMENT.repeat(50))
    broken.fill(255, 12, 20)

    expect(Buffer.from(shown(broken).body).toString()).toBe(UNREADABLE)
  })
})

describe('createRedactor() with archives', () => {
  test('createRedactor() does not show an archive with a secret in it, in a body or in base64', () => {
    const archive = zip({ 'a.txt': bytes('nothing'), 'b.txt': bytes(SECRET) })

    const { body, printed } = shown(archive, `data: ${archive.toString('base64')} end`, SECRET)

    expect(Buffer.from(body).toString()).toBe(ARCHIVE)
    expect(printed).toBe(`data: ${ARCHIVE} end`)
  })

  test('createRedactor() leaves an archive without a secret as it is', () => {
    const archive = zip({ 'a.txt': bytes('nothing to see'), 'b.bin': Buffer.from([255, 0, 1]) })

    expect(shown(archive, '', SECRET).body).toBe(archive)
  })

  test.each([
    ['cut off', (archive: Buffer) => archive.subarray(0, archive.length - 30)],
    [
      'encrypted',
      (archive: Buffer) => Buffer.from(archive.fill(1, archive.indexOf(CENTRAL) + 8, archive.indexOf(CENTRAL) + 9)),
    ],
  ])('createRedactor() shows no archive that is %s', (_, spoil) => {
    const archive = spoil(zip({ 'b.txt': bytes(SECRET) }))

    expect(Buffer.from(shown(archive, '', SECRET).body).toString()).toBe(UNREADABLE)
  })

  test('maskPacked() unpacks no archive that is a bomb', () => {
    const masked = maskPacked(zip({ 'b.txt': Buffer.alloc(100_000) }), () => bytes('unpacked'), 50_000)

    expect(Buffer.from(masked ?? []).toString()).toBe(UNREADABLE)
  })
})

const CENTRAL = 'PK\x01\x02'

/** An archive as most tools write it. The checksums are left out: nobody looks at them here. */
function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const offset = Buffer.alloc(14)
    offset.writeUInt32LE(Buffer.concat(parts).length, 10)
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed)
    directory.push(Buffer.from(`${CENTRAL}\x14\0`), fields, offset, Buffer.from(name))
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length / 4, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(Buffer.concat(parts).length, 12)
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end])
}

describe('maskPacked()', () => {
  test.each(PACKINGS)('maskPacked() unpacks no bomb of %s', (_, pack) => {
    const bomb = pack(Buffer.alloc(100_000))

    const masked = maskPacked(bomb, () => bytes('unpacked'), 50_000)

    expect(Buffer.from(masked ?? []).toString()).toBe(UNREADABLE)
  })
})

describe('maskPackedText()', () => {
  test('maskPackedText() changes base64 that is percent-encoded or in JSON', () => {
    const packed = gzipSync(DOCUMENT).toString('base64')
    const texts = [encodeURIComponent(packed), packed.replaceAll('/', '\\/')]

    const changed = texts.map((text) => maskPackedText(`a=${text}`, () => bytes(MASKED)))

    const again = gzipSync(MASKED).toString('base64')
    expect(changed).toEqual([`a=${encodeURIComponent(again)}`, `a=${again}`])
  })

  test.each([
    ['in lines', /.{76}(?=.)/g, '$&\r\n'],
    ['in lines in JSON', /.{64}(?=.)/g, String.raw`$&\n`],
  ])('maskPackedText() changes base64 %s', (_, line, broken) => {
    const document = JSON.stringify(Array.from({ length: 100 }, (_one, index) => index ** 5))
    const packed = gzipSync(document).toString('base64').replace(line, broken)

    const changed = maskPackedText(`a: ${packed} end`, (inside) =>
      Buffer.from(inside).toString() === document ? bytes(MASKED) : inside,
    )

    expect(changed).toBe(`a: ${gzipSync(MASKED).toString('base64')} end`)
  })

  test('maskPackedText() changes what SAML sends in a URL', () => {
    const url = (text: string): string =>
      `https://idp/?SAMLRequest=${encodeURIComponent(deflateRawSync(text).toString('base64'))}&RelayState=1`

    const changed = maskPackedText(url(DOCUMENT), () => bytes(MASKED))

    expect(changed).toBe(url(MASKED))
  })

  test('maskPackedText() unpacks so many and no more', () => {
    const packed = gzipSync(DOCUMENT).toString('base64')
    let unpacked = 0

    const changed = maskPackedText(`${packed} `.repeat(100), (inside) => {
      unpacked += 1
      return inside
    })

    expect({ unpacked, hidden: changed.split(UNREADABLE).length - 1 }).toEqual({ unpacked: 64, hidden: 36 })
  })
})
