import { describe, expect, it } from 'vitest'
import { stripJsonComments } from '../../src/engine/json-comments.ts'

describe('stripJsonComments()', () => {
  // Recorded from newman 6.2.2.
  it.each([
    ['{"a":1}', '{"a":1}'],
    ['{"a":1 // c\n}', '{"a":1 \n}'],
    ['{"a":1 // c\r\n}//x', '{"a":1 \n}'],
    ['{"a":1 /* c\r\n}//x', '{"a":1 '],
    ['{/* a *//* b */"c":1}', '{"c":1}'],
    ['{"a":"http://x /* y */"}', '{"a":"http://x /* y */"}'],
    ['{"a":"\\"// x","b":1}// y', '{"a":"\\"// x","b":1}'],
    ['{"a":"\\\\"}// y', '{"a":"\\\\"}'],
    ['{"a":"unfinished // x', '{"a":"unfinished // x'],
    ['// nothing', ''],
  ])('makes of %j', (json, expected) => {
    const stripped = stripJsonComments(json)

    expect(stripped).toBe(expected)
  })

  it('copes with strings and comments of many megabytes', () => {
    const text = 'A/'.repeat(10_000_000)

    const stripped = stripJsonComments(`"${text}//"//${text}`)

    expect(stripped.length).toBe(20_000_004)
  })
})
