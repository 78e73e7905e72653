import { expect, test } from 'vitest'
import { maskCommands } from '../../../src/report/redact/announce.ts'

test.each([
  ['a value', 'hunter-22', '::add-mask::hunter-22\n'],
  ['a value with a percent sign and a carriage return', 'a%b\rc', '::add-mask::a%25b%0Dc\n'],
  ['several lines, each for itself', 'BEGIN KEY\r\nMIIEvQ\n\nabc', '::add-mask::BEGIN KEY\n::add-mask::MIIEvQ\n'],
  ['nothing that is short', 'abc', ''],
  ['no common word', 'password', ''],
])('maskCommands() announces %s', (_, value, expected) => {
  expect(maskCommands(value)).toBe(expected)
})
