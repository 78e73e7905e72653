import type { RunEvent } from '../model/event.ts'
import { sizeOf } from './size.ts'
import type { Unit, Worker } from './unit.ts'

/** Who wants to know how a unit gets on. */
export interface TurnListener {
  /** Bytes of events that wait, more or fewer than before. */
  readonly onHeld: (bytes: number) => void
  /** It was stopped by a failure (`bail`). */
  readonly onBail: () => void
  /** The worker is free again. */
  readonly onEnd: (worker: Worker) => void
}

/**
 * A unit that runs ahead of its turn: its events wait here until it is their turn to be told, and are told as they come from then on.
 */
export class Turn {
  readonly unit: Unit
  readonly #listener: TurnListener
  readonly #stop = new AbortController()
  readonly #waiting: RunEvent[] = []
  #events: AsyncIterator<RunEvent> | undefined
  #worker: Worker | undefined
  #ahead: Promise<void> = Promise.resolve()
  #isTold = false

  constructor(unit: Unit, listener: TurnListener) {
    this.unit = unit
    this.#listener = listener
  }

  get isStarted(): boolean {
    return this.#events !== undefined
  }

  start(worker: Worker): void {
    this.#worker = worker
    this.#events = this.unit.run(worker, this.#stop.signal)[Symbol.asyncIterator]()
    this.#ahead = this.#runAhead(this.#events)
    // Whoever tells it gets the rejection.
    this.#ahead.catch(() => {})
  }

  /** It is its turn. Read once. */
  async *tell(): AsyncGenerator<RunEvent, void> {
    this.#isTold = true
    yield* this.#release()
    await this.#ahead
    yield* this.#release()
    for (;;) {
      const step = await this.#next()
      if (step === undefined) return
      yield step
    }
  }

  /** Stops it if it runs; what was not told is forgotten. */
  async cancel(): Promise<void> {
    this.#isTold = true
    this.#stop.abort()
    await this.#ahead.catch(() => {})
    for (const _ of this.#release());
    await this.#events?.return?.()
    this.#end()
  }

  async #runAhead(events: AsyncIterator<RunEvent>): Promise<void> {
    while (!this.#isTold) {
      const event = await this.#next(events)
      if (event === undefined) return
      this.#waiting.push(event)
      this.#listener.onHeld(sizeOf(event))
    }
  }

  async #next(events: AsyncIterator<RunEvent> | undefined = this.#events): Promise<RunEvent | undefined> {
    try {
      const step = await events?.next()
      if (step === undefined || step.done === true) {
        this.#end()
        return undefined
      }
      const { value } = step
      if (value.type === 'run:end' && value.reason === 'bailed') this.#listener.onBail()
      return value
    } catch (error) {
      this.#end()
      throw error
    }
  }

  *#release(): Generator<RunEvent, void> {
    // In handfuls: what was told is let go of, and a list of a hundred thousand is not moved for each.
    while (this.#waiting.length > 0) {
      for (const event of this.#waiting.splice(0, 64)) {
        this.#listener.onHeld(-sizeOf(event))
        yield event
      }
    }
  }

  #end(): void {
    const worker = this.#worker
    this.#worker = undefined
    if (worker !== undefined) this.#listener.onEnd(worker)
  }
}
