import { DOMException } from './dom-exception.ts'
import { world } from './world.ts'

type Listener = ((event: Event) => unknown) | { readonly handleEvent: (event: Event) => unknown }

interface ListenerOptions {
  readonly once?: boolean
  readonly signal?: AbortSignal
}

interface EventOptions {
  readonly bubbles?: boolean
  readonly cancelable?: boolean
  readonly composed?: boolean
}

/** What an event is on its way: not for scripts to change. */
interface Course {
  target: EventTarget | null
  current: EventTarget | null
  isPrevented: boolean
  isStopped: boolean
}

/** Source: DOM Standard, section 2.2. */
export class Event {
  readonly #type: string
  readonly #options: EventOptions
  readonly #timeStamp: number = Date.now()
  readonly #course: Course = { target: null, current: null, isPrevented: false, isStopped: false }

  constructor(...values: readonly unknown[]) {
    if (values.length === 0) throw new TypeError('The "type" argument must be specified')
    this.#type = String(values[0])
    this.#options = (values[1] ?? {}) as EventOptions
  }

  get type(): string {
    return this.#type
  }

  get bubbles(): boolean {
    return this.#options.bubbles === true
  }

  get cancelable(): boolean {
    return this.#options.cancelable === true
  }

  get composed(): boolean {
    return this.#options.composed === true
  }

  get timeStamp(): number {
    return this.#timeStamp
  }

  get target(): EventTarget | null {
    return this.#course.target
  }

  get srcElement(): EventTarget | null {
    return this.#course.target
  }

  get currentTarget(): EventTarget | null {
    return this.#course.current
  }

  get eventPhase(): number {
    return this.#course.current === null ? 0 : 2
  }

  get isTrusted(): boolean {
    return false
  }

  get defaultPrevented(): boolean {
    return this.#course.isPrevented
  }

  get returnValue(): boolean {
    return !this.#course.isPrevented
  }

  composedPath(): readonly EventTarget[] {
    return this.#course.current === null ? [] : [this.#course.current]
  }

  preventDefault(): void {
    if (this.cancelable) this.#course.isPrevented = true
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.#course.isStopped = true
  }

  get [Symbol.toStringTag](): string {
    return 'Event'
  }

  static courseOf(this: void, event: unknown): Course | undefined {
    return typeof event === 'object' && event !== null && #course in event ? event.#course : undefined
  }
}

const { courseOf } = Event
// Scripts see the members of a class; this one is not the standard's.
Reflect.deleteProperty(Event, 'courseOf')

/** Source: DOM Standard, section 2.7. There is no tree: an event reaches its target alone. */
export class EventTarget {
  readonly #listeners = new Map<string, Map<Listener, ListenerOptions>>()

  addEventListener(type: string, listener: Listener | null, options?: ListenerOptions | boolean): void {
    if (listener === null || listener === undefined) return
    const given = typeof options === 'object' && options !== null ? options : {}
    if (given.signal?.aborted === true) return
    const ofType = this.#listeners.get(type) ?? new Map<Listener, ListenerOptions>()
    if (!ofType.has(listener)) ofType.set(listener, given)
    this.#listeners.set(type, ofType)
    given.signal?.addEventListener('abort', () => this.removeEventListener(type, listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener)
  }

  dispatchEvent(event: Event): boolean {
    const course = courseOf(event)
    if (course === undefined) throw new TypeError('The "event" argument must be an instance of Event')
    if (course.current !== null) throw new DOMException('The event is already being dispatched', 'InvalidStateError')
    course.target = this
    course.current = this
    for (const [listener, { once }] of new Map(this.#listeners.get(event.type))) {
      if (this.#listeners.get(event.type)?.has(listener) !== true) continue
      if (once === true) this.removeEventListener(event.type, listener)
      tell(listener, event)
      if (course.isStopped) break
    }
    course.current = null
    return !event.defaultPrevented
  }

  get [Symbol.toStringTag](): string {
    return 'EventTarget'
  }
}

/** What one listener throws does not keep the event from the others. Source: DOM Standard, section 2.10. */
function tell(listener: Listener, event: Event): void {
  try {
    if (typeof listener === 'function') listener.call(event.currentTarget, event)
    else listener.handleEvent(event)
  } catch (error) {
    world.queue(() => {
      throw error
    })
  }
}
