import { describe, expect, test } from 'vitest'
import { readCbor } from '../../../src/standin/webauthn/cbor.ts'
import { cbor } from '../authenticator.ts'

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

/** Source of the bytes: RFC 8949, appendix A. */
describe('readCbor()', () => {
  test.each([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['20', -1],
    ['3863', -100],
    ['390100', -257],
    ['4401020304', hex('01020304')],
    ['6449455446', 'IETF'],
    ['62c3bc', 'ü'],
    ['80', []],
    ['83010203', [1, 2, 3]],
    ['a0', new Map()],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
    ['f4', false],
    ['f5', true],
    ['f6', null],
  ])('reads %s', (bytes, value) => {
    expect(readCbor(hex(bytes))).toEqual({ value, end: bytes.length / 2 })
  })

  test('goes on behind a value', () => {
    const bytes = Buffer.concat([cbor(new Map([['fmt', 'none']])), cbor([1])])

    const first = readCbor(bytes)

    expect([first.value, readCbor(bytes, first.end)]).toEqual([
      new Map([['fmt', 'none']]),
      { value: [1], end: bytes.length },
    ])
  })

  test.each([
    ['nothing', ''],
    ['a number that is cut off', '19'],
    ['bytes that are cut off', '4401'],
    ['a list that promises more than there is', '9affffffff'],
    ['a map that promises more than there is', 'baffffffff'],
    ['a length that is not said', '5f42010243030405ff'],
    ['a number of eight bytes', '1b000000e8d4a51000'],
    ['a tag', 'c074323031332d30332d3231'],
    ['a number with a fraction', 'f93e00'],
    ['undefined', 'f7'],
    ['lists in lists in lists', `${'81'.repeat(200)}00`],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readCbor(hex(bytes))).toThrow('is no CBOR that can be read')
  })
})
