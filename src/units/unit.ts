import type { RunEvent } from '../model/event.ts'

/** A part of a run that depends on no other one: a collection, or an iteration of it. */
export interface Unit {
  /** Runs it, once. Its events are those of a run of their own; `worker` lends it what is dear to open. */
  readonly run: (worker: Worker, signal: AbortSignal) => AsyncIterable<RunEvent>
  /** It needs not start any more: the run that it belongs to was stopped. */
  readonly isOver: () => boolean
}

/** What can be ended. */
export interface Closable {
  readonly close: () => Promise<void>
}

/** One of those that run units, one unit at a time. It keeps one thing open between them. */
export class Worker {
  #held: { readonly key: object; readonly thing: Closable } | undefined

  /** What this worker has opened for `key` (the run), opened now if it was another one's. */
  async hold<T extends Closable>(key: object, open: () => T): Promise<T> {
    // Opened by the same `open` when it was put there.
    if (this.#held?.key === key) return this.#held.thing as T
    await this.close()
    const thing = open()
    this.#held = { key, thing }
    return thing
  }

  async close(): Promise<void> {
    const held = this.#held
    this.#held = undefined
    await held?.thing.close()
  }
}
