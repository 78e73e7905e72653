import { expect, test } from 'vitest'
import { collectPieces } from '../../src/http/body-limit.ts'

test('collectPieces() joins what fits, to the last byte', () => {
  const pieces = collectPieces(5)

  const fits = ['ab', 'cde'].map((text) => pieces.add(Buffer.from(text)))

  expect([fits, Buffer.from(pieces.joined()).toString()]).toEqual([[true, true], 'abcde'])
})

test('collectPieces() takes no byte more', () => {
  const pieces = collectPieces(5)

  const fits = ['ab', 'cdef'].map((text) => pieces.add(Buffer.from(text)))

  expect([fits, Buffer.from(pieces.joined()).toString()]).toEqual([[true, false], 'ab'])
})
