import { describe, expect, test } from 'vitest'
import { broadcast } from '../../src/report/broadcast.ts'
import { allOf } from '../support/events.ts'

/** A source that tells how far it was read, and whether it was closed. */
function source(
  length: number,
): AsyncGenerator<number> & { readonly read: () => number; readonly isClosed: () => boolean } {
  let read = 0
  let isClosed = false
  async function* numbers(): AsyncGenerator<number> {
    try {
      while (read < length) yield (read += 1)
    } finally {
      isClosed = true
    }
  }
  return Object.assign(numbers(), { read: () => read, isClosed: () => isClosed })
}

async function* failing(): AsyncGenerator<number> {
  yield 1
  throw new Error('broken source')
}

describe('broadcast()', () => {
  test('broadcast() gives every reader all events in order', async () => {
    const branch = broadcast(source(3))

    const read = await Promise.all([allOf(branch()), allOf(branch())])

    expect(read).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  test('broadcast() lets the fastest reader drive, and keeps what a slow one has not read', async () => {
    const branch = broadcast(source(3))
    const slow = branch()
    const fast = branch()

    const first = await allOf(fast)
    const second = await allOf(slow)

    expect([first, second]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  test('broadcast() goes on when a reader returns early', async () => {
    const numbers = source(3)
    const branch = broadcast(numbers)
    const early = branch()
    const other = branch()

    await early.next()
    await early.return?.()
    const rest = await allOf(other)

    expect(rest).toEqual([1, 2, 3])
  })

  test('broadcast() ends a reader that has returned', async () => {
    const reader = broadcast(source(3))()
    await reader.next()

    await reader.return?.()
    const after = await reader.next()

    expect(after).toEqual({ done: true, value: undefined })
  })

  test('broadcast() closes the source when the last reader has gone', async () => {
    const numbers = source(3)
    const branch = broadcast(numbers)
    const [a, b] = [branch(), branch()]
    await a.next()

    await a.return?.()
    const afterOne = numbers.isClosed()
    await b.return?.()

    expect([afterOne, numbers.isClosed()]).toEqual([false, true])
  })

  test('broadcast() reads the source no further than somebody asked', async () => {
    const numbers = source(3)
    const reader = broadcast(numbers)()

    await reader.next()

    expect(numbers.read()).toBe(1)
  })

  test('broadcast() fails every reader when the source fails', async () => {
    const branch = broadcast(failing())

    const results = await Promise.allSettled([allOf(branch()), allOf(branch())])

    expect(results).toEqual([
      { status: 'rejected', reason: new Error('broken source') },
      { status: 'rejected', reason: new Error('broken source') },
    ])
  })
})
