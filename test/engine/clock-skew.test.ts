import { expect, it } from 'vitest'
import { createNoteSkew } from '../../src/engine/clock-skew.ts'
import { answered, stillClock } from '../support/ports.ts'

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0)

/** An answer with these headers that took `total` ms and has just come. */
function answer(
  date: number | string,
  { total = 0, headers = [], url = 'https://auth.example.test/as' }: Partial<Given> = {},
): Parameters<ReturnType<typeof createNoteSkew>>[0] {
  const value = typeof date === 'string' ? date : new Date(date).toUTCString()
  const result = answered('', { url, headers: [{ key: 'date', value }, ...headers] })
  if (result.kind === 'failed') throw new Error('no response')
  return { ...result, timings: { total } }
}

interface Given {
  readonly total: number
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly url: string
}

it.each([
  { offset: 61, warning: 'is 61 s ahead of this machine: what is signed here may be out of date there' },
  { offset: -61, warning: 'is 61 s behind this machine: what is signed here may not be valid there yet' },
  { offset: 7200, warning: 'is 7200 s ahead of this machine: what is signed here may be out of date there' },
])('createNoteSkew() says that a clock $warning', ({ offset, warning }) => {
  const note = createNoteSkew(stillClock(NOW))

  expect(note(answer(NOW + offset * 1000))).toBe(`The clock of "auth.example.test" ${warning}`)
})

it.each([
  { what: 'a minute ahead', given: answer(NOW + 60_000) },
  { what: 'a minute behind', given: answer(NOW - 60_000) },
  { what: 'from before a long download', given: answer(NOW - 100_000, { total: 50_000 }) },
  { what: 'from a cache', given: answer(NOW - 100_000, { headers: [{ key: 'Age', value: '100' }] }) },
  { what: 'no date', given: answer('soon') },
])('createNoteSkew() says nothing of a Date that is $what', ({ given }) => {
  expect(createNoteSkew(stillClock(NOW))(given)).toBeUndefined()
})

it('createNoteSkew() says it once a host', () => {
  const note = createNoteSkew(stillClock(NOW))
  const late = NOW - 100_000

  const said = [
    note(answer(late)),
    note(answer(late)),
    note(answer(late, { url: 'http://user:secret@api.example.test:8080/x?y' })),
  ]

  expect(said).toEqual([
    'The clock of "auth.example.test" is 100 s behind this machine: what is signed here may not be valid there yet',
    undefined,
    'The clock of "api.example.test:8080" is 100 s behind this machine: what is signed here may not be valid there yet',
  ])
})
