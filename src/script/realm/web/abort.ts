import { DOMException } from './dom-exception.ts'
import { Event, EventTarget } from './events.ts'
import { world } from './world.ts'

type Handler = (this: AbortSignal, event: Event) => unknown

/** Only this module makes signals. */
const KEY = Symbol('signal')

/** Source: DOM Standard, section 3.2. */
export class AbortSignal extends EventTarget {
  #isAborted = false
  #reason: unknown = undefined
  #handler: Handler | null = null

  constructor(key?: symbol) {
    if (key !== KEY) throw new TypeError('Illegal constructor')
    super()
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(KEY)
    fire(signal, reason)
    return signal
  }

  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal(KEY)
    world.later(() => fire(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms)
    return signal
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const signal = new AbortSignal(KEY)
    for (const source of signals) {
      if (source.aborted) fire(signal, source.reason)
      else source.addEventListener('abort', () => fire(signal, source.reason))
    }
    return signal
  }

  get aborted(): boolean {
    return this.#isAborted
  }

  get reason(): unknown {
    return this.#reason
  }

  get onabort(): Handler | null {
    return this.#handler
  }

  set onabort(handler: unknown) {
    // It keeps the place in line that it had first.
    if (this.#handler === null) this.addEventListener('abort', (event) => this.#handler?.call(this, event))
    this.#handler = typeof handler === 'function' ? (handler as Handler) : null
  }

  throwIfAborted(): void {
    if (this.#isAborted) throw this.#reason
  }

  override get [Symbol.toStringTag](): string {
    return 'AbortSignal'
  }

  static fire(this: void, signal: AbortSignal, reason: unknown): void {
    if (signal.#isAborted) return
    signal.#isAborted = true
    signal.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason
    signal.dispatchEvent(new Event('abort'))
  }
}

const { fire } = AbortSignal
// Scripts see the members of a class; this one is not the standard's.
Reflect.deleteProperty(AbortSignal, 'fire')

/** Source: DOM Standard, section 3.1. */
export class AbortController {
  readonly #signal: AbortSignal = new AbortSignal(KEY)

  get signal(): AbortSignal {
    return this.#signal
  }

  abort(reason?: unknown): void {
    fire(this.#signal, reason)
  }

  get [Symbol.toStringTag](): string {
    return 'AbortController'
  }
}
