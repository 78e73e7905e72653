import type { RunEvent } from '../model/event.ts'

/**
 * A queue that is filled by callbacks and read as an async iterable, once. Values keep their order; nothing is lost.
 * It ends when it is closed and read to the end.
 */
export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = []
  #isClosed = false
  #wake: () => void = () => {}

  push(value: T): void {
    this.#values.push(value)
    this.#wake()
  }

  close(): void {
    this.#isClosed = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const values = this.#values.splice(0)
      yield* values
      if (this.#values.length > 0) continue
      if (this.#isClosed) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

/** Moves the events of what somebody has started into a channel; its result goes back to who has started it. */
export async function drain<T>(started: AsyncGenerator<RunEvent, T>, events: Channel<RunEvent>): Promise<T> {
  for (;;) {
    const step = await started.next()
    if (step.done === true) return step.value
    events.push(step.value)
  }
}

/** Closes behind a piece of work, however it ends. */
export async function finish<T>(work: Promise<T>, close: () => Promise<void>): Promise<T> {
  try {
    return await work
  } finally {
    await close()
  }
}
