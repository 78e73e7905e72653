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
