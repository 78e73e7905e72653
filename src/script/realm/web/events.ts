import { DOMException } from './dom-exception.ts'
import { world } from './world.ts'

type Listener = ((event: Event) => unknown) | { readonly handleEvent: (event: Event) => unknown }

interface ListenerOptions {
  readonly once?: boolean
  readonly signal?: AbortSignal
}

/** Source: DOM Standard, section 2.2. */
export class Event {
  readonly type: string
  readonly bubbles: boolean
  readonly cancelable: boolean
  readonly timeStamp: number = Date.now()
  target: EventTarget | null = null
  currentTarget: EventTarget | null = null
  defaultPrevented = false
  isStopped = false

  constructor(
    type: unknown,
    { bubbles = false, cancelable = false }: { readonly bubbles?: boolean; readonly cancelable?: boolean } = {},
  ) {
    this.type = String(type)
    this.bubbles = bubbles
    this.cancelable = cancelable
  }

  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.isStopped = true
  }
}

/** Source: DOM Standard, section 2.7. There is no tree: an event reaches its target alone. */
export class EventTarget {
  readonly #listeners = new Map<string, Map<Listener, ListenerOptions>>()

  addEventListener(type: string, listener: Listener | null, options?: ListenerOptions | boolean): void {
    if (listener === null) return
    const given = typeof options === 'object' ? options : {}
    const ofType = this.#listeners.get(type) ?? new Map<Listener, ListenerOptions>()
    if (!ofType.has(listener)) ofType.set(listener, given)
    this.#listeners.set(type, ofType)
    given.signal?.addEventListener('abort', () => this.removeEventListener(type, listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener)
  }

  dispatchEvent(event: Event): boolean {
    event.target = this
    event.currentTarget = this
    const handler = (this as Readonly<Record<string, unknown>>)[`on${event.type}`]
    if (typeof handler === 'function') handler.call(this, event)
    for (const [listener, { once }] of new Map(this.#listeners.get(event.type))) {
      if (once) this.removeEventListener(event.type, listener)
      if (typeof listener === 'function') listener.call(this, event)
      else listener.handleEvent(event)
      if (event.isStopped) break
    }
    event.currentTarget = null
    return !event.defaultPrevented
  }
}

/** Source: DOM Standard, section 3.2. */
export class AbortSignal extends EventTarget {
  aborted = false
  reason: unknown = undefined

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal()
    fire(signal, reason)
    return signal
  }

  static timeout(ms: number): AbortSignal {
    const signal = new AbortSignal()
    world.later(() => fire(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms)
    return signal
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const signal = new AbortSignal()
    for (const source of signals) {
      if (source.aborted) fire(signal, source.reason)
      else source.addEventListener('abort', () => fire(signal, source.reason))
    }
    return signal
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }
}

/** Source: DOM Standard, section 3.1. */
export class AbortController {
  readonly signal: AbortSignal = new AbortSignal()

  abort(reason?: unknown): void {
    fire(this.signal, reason)
  }
}

function fire(signal: AbortSignal, reason: unknown): void {
  if (signal.aborted) return
  signal.aborted = true
  signal.reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason
  signal.dispatchEvent(new Event('abort'))
}
