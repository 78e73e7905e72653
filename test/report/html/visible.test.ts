import { expect, it } from 'vitest'
import { showHidden } from '../../../src/report/html/visible.ts'

it('showHidden() shows overrides, isolates, marks, controls and blanks without width by their numbers', () => {
  expect(showHidden('a\u202eb\u2066c\u200fd\u0000e\u001b[1mf\u0085g\u200bh')).toBe(
    'a⟦U+202E⟧b⟦U+2066⟧c⟦U+200F⟧d⟦U+0000⟧e⟦U+001B⟧[1mf⟦U+0085⟧g⟦U+200B⟧h',
  )
})

it('showHidden() leaves line breaks, tabs, emoji and scripts that are written from the right', () => {
  const text = 'a\n\tb\r\n 👩‍👩‍👧 שלום مرحبا'

  expect(showHidden(text)).toBe(text)
})
