/**
 * The same events, as `change` makes each of them. An iterator by hand: on the way of every event of a run, a generator is three waits, and this is one.
 * Ends its source when it is ended.
 */
export function mapped<T>(source: AsyncIterable<T>, change: (value: T) => T): AsyncIterableIterator<T> {
  let opened: AsyncIterator<T> | undefined
  let isOver = false
  return {
    async next() {
      if (isOver) return OVER
      opened ??= source[Symbol.asyncIterator]()
      const step = await opened.next()
      if (step.done === true) {
        isOver = true
        return OVER
      }
      try {
        return { done: false, value: change(step.value) }
      } catch (error) {
        isOver = true
        await opened.return?.()
        throw error
      }
    },
    async return() {
      isOver = true
      await opened?.return?.()
      return OVER
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

const OVER: IteratorReturnResult<undefined> = Object.freeze({ done: true, value: undefined })
