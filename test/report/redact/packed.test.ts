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
import { maskPacked, maskPackedText, UNREADABLE } from '../../../src/report/redact/packed.ts'
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
function shown(body: Uint8Array, printed = ''): { readonly body: Uint8Array; readonly printed: unknown } {
  const { event: mask } = createRedactor({ values: [], names: [], show: false })
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
