import type { RunEvent } from '../model/event.ts'

/** Events of which the next can be looked at before it is taken. */
export class Reader {
  readonly name: string
  readonly #events: AsyncIterator<RunEvent>
  #next: RunEvent | undefined
  #isRead = false

  /** `name`: of the log, for messages. */
  constructor(name: string, events: AsyncIterable<RunEvent>) {
    this.name = name
    this.#events = events[Symbol.asyncIterator]()
  }

  /** The next event; undefined at the end. */
  async peek(): Promise<RunEvent | undefined> {
    if (!this.#isRead) {
      const step = await this.#events.next()
      this.#next = step.done === true ? undefined : step.value
      this.#isRead = true
    }
    return this.#next
  }

  async take(): Promise<RunEvent | undefined> {
    const event = await this.peek()
    this.#isRead = false
    return event
  }

  /** Nobody wants the rest. */
  async close(): Promise<void> {
    await this.#events.return?.()
  }

  /** The events up to the first one that `isLast`, that one included. */
  async *until(isLast: (event: RunEvent) => boolean): AsyncGenerator<RunEvent, void> {
    for (;;) {
      const event = await this.take()
      if (event === undefined) return
      yield event
      if (isLast(event)) return
    }
  }
}
