import { expect, test } from 'vitest'
import { decode } from '../../src/load/decode.ts'

const TEXT = '{"name":"Grüße, 日本"}\r\n'

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16LE with a byte order mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16BE with a byte order mark', utf16be(`\ufeff${TEXT}`)],
  ['UTF-16LE without a mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16BE without a mark', utf16be(TEXT)],
])('decode() reads %s', (_encoding, bytes) => {
  const text = decode(bytes)

  expect(text).toBe(TEXT)
})

test('decode() reads bytes that are not UTF-8 as ISO-8859-1', () => {
  const text = decode(Buffer.from('a\ncafé', 'latin1'))

  expect(text).toBe('a\ncafé')
})

test('decode() gives no text for no bytes', () => {
  expect(decode(new Uint8Array())).toBe('')
})

test('decode() keeps a zero byte in UTF-8', () => {
  expect(decode(Buffer.from('a\u0000bc'))).toBe('a\u0000bc')
})
