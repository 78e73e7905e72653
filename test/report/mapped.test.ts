import { expect, test } from 'vitest'
import { mapped } from '../../src/report/mapped.ts'

test('mapped() changes each value, in order', async () => {
  const values: number[] = []
  for await (const value of mapped(numbers([]), (n) => n * 10)) values.push(value)

  expect(values).toEqual([10, 20, 30])
})

test('mapped() opens its source when it is read, and ends it when its reader leaves', async () => {
  const happened: string[] = []
  const source = mapped(numbers(happened), (n) => n)
  const before = [...happened]
  for await (const value of source) if (value === 2) break

  expect([before, happened, await source.next()]).toEqual([[], ['opened', 'ended'], { done: true, value: undefined }])
})

test('mapped() fails with what changes the values, and ends its source', async () => {
  const happened: string[] = []
  const broken = mapped(numbers(happened), (n) => {
    if (n === 2) throw new Error('two')
    return n
  })

  expect([await broken.next(), await broken.next().catch(String), happened]).toEqual([
    { done: false, value: 1 },
    'Error: two',
    ['opened', 'ended'],
  ])
})

async function* numbers(happened: string[]): AsyncGenerator<number> {
  happened.push('opened')
  try {
    yield* [1, 2, 3]
  } finally {
    happened.push('ended')
  }
}
