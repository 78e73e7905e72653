/** What a script calls; the callback gets no arguments, as in postman-sandbox. */
type Callback = (...values: readonly unknown[]) => unknown

type Kind = 'Timeout' | 'Interval' | 'Immediate'

interface Timer {
  readonly kind: Kind
  readonly callback: Callback
  readonly ms: number
  /** When it is to fire next, by the clock of the realm. */
  due: number
}

/** What timers need of the one they belong to. */
export interface TimersOwner {
  /** Milliseconds, by any clock that only goes forward. */
  readonly now: () => number
  /** Asks for a call of `fire(id)` after some time. */
  readonly wait: (id: number, ms: number) => void
  /** A callback threw. */
  readonly onError: (error: unknown) => void
  /** Work began (+1) or ended (-1): while there is any the script is not over. */
  readonly onWork: (change: 1 | -1) => void
}

/**
 * The timers of one script. Ids are numbers from 1, shared by all kinds; a timer is cleared only by the function of its own kind.
 * After `seal` nothing starts and nothing fires any more.
 * Source: observed with postman-sandbox 4.7.1 and 6.7.4.
 */
export class Timers {
  readonly #owner: TimersOwner
  readonly #running = new Map<number, Timer>()
  #sealed = false
  #count = 0

  constructor(owner: TimersOwner) {
    this.#owner = owner
  }

  /** The functions that scripts see. */
  readonly functions: Readonly<Record<string, (first?: unknown, ms?: unknown) => number | undefined>> = Object.freeze({
    setTimeout: (callback, ms) => this.#set('Timeout', callback, ms),
    setInterval: (callback, ms) => this.#set('Interval', callback, ms),
    setImmediate: (callback) => this.#set('Immediate', callback, 0),
    clearTimeout: (id) => this.#clear('Timeout', id),
    clearInterval: (id) => this.#clear('Interval', id),
    clearImmediate: (id) => this.#clear('Immediate', id),
  })

  /** The time of a timer has come. */
  fire(id: number): void {
    const timer = this.#running.get(id)
    if (timer === undefined || this.#sealed) return
    try {
      timer.callback.call({})
    } catch (error) {
      this.#owner.onError(error)
    }
    // The callback may have cleared it, or ended the script.
    if (this.#sealed || this.#running.get(id) !== timer) return
    if (timer.kind === 'Interval') return this.#again(id, timer)
    this.#running.delete(id)
    this.#owner.onWork(-1)
  }

  /** Keeps to its times: the way from thread to thread is no part of an interval. */
  #again(id: number, timer: Timer): void {
    const time = this.#owner.now()
    timer.due = Math.max(timer.due + timer.ms, time)
    this.#owner.wait(id, timer.due - time)
  }

  seal(): void {
    this.#sealed = true
    this.#running.clear()
  }

  #set(kind: Kind, callback: unknown, delay: unknown): number | undefined {
    if (this.#sealed || typeof callback !== 'function') return undefined
    this.#count += 1
    const id = this.#count
    const ms = Math.max(0, Number(delay) || 0)
    this.#running.set(id, { kind, callback: callback as Callback, ms, due: this.#owner.now() + ms })
    this.#owner.onWork(1)
    this.#owner.wait(id, ms)
    return id
  }

  #clear(kind: Kind, id: unknown): undefined {
    const timer = this.#running.get(Number(id))
    if (this.#sealed || timer?.kind !== kind) return undefined
    this.#running.delete(Number(id))
    this.#owner.onWork(-1)
    return undefined
  }
}
