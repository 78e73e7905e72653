import type { EventEmitter } from 'node:events'
import type { ExternalReporter } from './external.ts'
import type { Listeners } from './listeners.ts'

/** The newman that we are a drop-in for: reporters print it, and compare it with what they need. */
const NEWMAN_VERSION = '6.2.2'

/** What reporters are made around. */
interface Stage {
  readonly emitter: EventEmitter & { readonly reporters: Record<string, unknown> }
  readonly listeners: Listeners
  /** What newman hands them of the run. */
  readonly options: Readonly<Record<string, unknown>>
}

/** Makes the reporters. One that throws is left out of the run. */
export function startReporters(reporters: readonly ExternalReporter[], { emitter, listeners, options }: Stage): void {
  const all = { insecureFileRead: true, ...options, newmanVersion: NEWMAN_VERSION }
  for (const { name, options: own, create } of reporters) {
    if (Object.hasOwn(emitter.reporters, name)) continue
    listeners.runFor(name, () => {
      if (typeof create !== 'function') throw new Error('its package does not export a constructor')
      emitter.reporters[name] = Reflect.construct(create, [emitter, { ...own }, all])
    })
  }
}
