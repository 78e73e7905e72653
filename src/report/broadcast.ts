/** Makes one more reader of the events. It sees what comes from now on. */
export type Branch<T> = () => AsyncIterableIterator<T>

/** A place in the stream: what follows it is asked of the source once, by whichever reader gets there first. */
interface Link<T> {
  readonly next: () => Promise<Step<T>>
}

type Step<T> = { readonly done: true } | { readonly done: false; readonly value: T; readonly after: Link<T> }

/**
 * Lets several readers read one stream, each at its own pace.
 * The fastest reader drives the source; a slow one only falls behind. Events wait in one list shared by all, and are let go when the slowest
 * reader has passed them. A reader that returns early is forgotten; the source is closed when the last one has gone. When the source fails, every reader fails.
 */
export function broadcast<T>(source: AsyncIterable<T>): Branch<T> {
  const iterator = source[Symbol.asyncIterator]()
  let readers = 0
  let last: Link<T> = linkTo(pull)

  async function pull(): Promise<Step<T>> {
    const result = await iterator.next()
    if (result.done === true) return { done: true }
    last = linkTo(pull)
    return { done: false, value: result.value, after: last }
  }

  async function leave(): Promise<void> {
    readers -= 1
    if (readers === 0) await iterator.return?.()
  }

  return () => {
    readers += 1
    return reader(last, leave)
  }
}

function linkTo<T>(pull: () => Promise<Step<T>>): Link<T> {
  let step: Promise<Step<T>> | undefined
  return { next: () => (step ??= pull()) }
}

function reader<T>(start: Link<T>, leave: () => Promise<void>): AsyncIterableIterator<T> {
  // Let go of at the end: whoever keeps the reader must not keep the events.
  let at: Link<T> | undefined = start

  async function close(): Promise<IteratorReturnResult<undefined>> {
    const isOpen = at !== undefined
    at = undefined
    if (isOpen) await leave()
    return { done: true, value: undefined }
  }

  return {
    next: async () => {
      const step = await at?.next()
      if (step === undefined || step.done) return close()
      if (at !== undefined) at = step.after
      return { done: false, value: step.value }
    },
    return: close,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
